const { apply } = Reflect;
const promiseThen = Promise.prototype.then;
const promisePrototype = Promise.prototype;
const noop = (): void => {};

/**
 * Whether a Service answered with a real Promise, of any realm or subclass. An object that merely has a `then` method (a
 * query builder, say) is none: it is a host object like any other, and its `then` is not called.
 */
export const isPromise: (value: unknown) => value is Promise<unknown> =
  globalThis.process?.getBuiltinModule?.("node:util")?.types.isPromise ??
  ((value): value is Promise<unknown> => value instanceof Promise);

/** `promise.then`, past any override. What the callbacks return or throw settles the result, a plain Promise. */
export function whenSettled<Result>(
  promise: Promise<unknown>,
  fulfilled: (value: unknown) => Result,
  rejected: (reason: unknown) => Result,
): Promise<Result> {
  if (Object.getPrototypeOf(promise) === promisePrototype) return apply(promiseThen, promise, [fulfilled, rejected]);
  return new Promise((resolve, reject) => {
    const settle =
      (answer: (value: unknown) => Result) =>
      (value: unknown): void => {
        try {
          resolve(answer(value));
        } catch (error) {
          reject(error);
        }
      };
    void apply(promiseThen, promise, [settle(fulfilled), settle(rejected)]);
  });
}

/** Marks a Promise whose outcome nobody will look at, so that a rejection does not end the process. */
export function abandon(promise: Promise<unknown>): void {
  void apply(promiseThen, promise, [noop, noop]);
}
