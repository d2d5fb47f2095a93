/**
 * A reason not to start that the person at the terminal can mend (a taken port, a locked folder, a wrong setting).
 * Only its message is printed, on one line, and the process leaves with exit code 1.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** Recognises a StartupError also when it was thrown by another bundle's copy of the class. */
export function isStartupError(error: unknown): error is StartupError {
  return error instanceof Error && error.name === 'StartupError';
}
