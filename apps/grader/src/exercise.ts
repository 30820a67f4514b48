/** One hidden test: what the student's method is called with, and what it has to give. */
export interface HiddenCase {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly expected: unknown;
  readonly points: number;
}

export interface Exercise {
  readonly title: string;
  /** The method that a submission defines. */
  readonly method: string;
  readonly cases: readonly HiddenCase[];
}

export const wordCount: Exercise = {
  title: "Count the words of a text, whatever their case",
  method: "word_count",
  cases: [
    { name: "one of each", args: ["a b c"], expected: { a: 1, b: 1, c: 1 }, points: 1 },
    { name: "repeated words", args: ["to be or not to be"], expected: { to: 2, be: 2, or: 1, not: 1 }, points: 2 },
    { name: "upper case", args: ["Go go GO"], expected: { go: 3 }, points: 2 },
    { name: "no words", args: ["   "], expected: {}, points: 1 },
    { name: "a long text", args: ["word ".repeat(20_000)], expected: { word: 20_000 }, points: 4 },
  ],
};
