/** Milliseconds after which storage that has not answered is reported. */
export const patience = 10_000;

/** Milliseconds that a page waits for what was kept before it opens without it. */
export const openingPatience = 5000;

/** Storage has not answered in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(milliseconds: number) {
    super(`the browser's storage has not answered for ${milliseconds / 1000} seconds`);
  }
}

/**
 * What a promise gives, if it settles in time. The promise itself goes on: a caller may follow it for a late answer.
 * @throws NoAnswer (rejects) after this time, else what the promise rejects with
 */
export function withPatience<T>(promise: PromiseLike<T>, milliseconds = patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer(milliseconds)), milliseconds);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
