import { AppError } from '../errors';

/** @throws AppError `same_person` when the person is one of the authors: only who has merely read may approve */
export function assertReader(person: string, authors: readonly string[]): void {
  if (authors.includes(person)) throw new AppError('same_person');
}
