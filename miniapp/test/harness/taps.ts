/** Remembers which `wx` functions a tap handler called before it returned. */
export class Taps {
  private current: string[] | null = null;
  /** The functions of the last tap, in order of call. */
  last: string[] = [];

  /** Runs a tap's handlers. */
  during(handlers: () => void): void {
    this.last = this.current = [];
    try {
      handlers();
    } finally {
      this.current = null;
    }
  }

  note(name: string): void {
    this.current?.push(name);
  }

  /** WeChat opens the subscribe dialog only for the first call inside a tap handler. */
  allowsSubscribe(): boolean {
    return this.current !== null && this.current.length === 0;
  }
}
