import { styleText } from "node:util";
import { wordCount } from "./exercise.ts";
import { grade } from "./grade.ts";
import { submissions } from "./submissions.ts";

console.log(`${wordCount.title}\n`);
for (const [student, submission] of Object.entries(submissions)) {
  const { points, possible, results } = await grade(submission, wordCount);
  console.log(`${styleText("bold", student)}  ${points} of ${possible}`);
  for (const { name, passed, remark, fuel } of results) {
    const mark = passed ? styleText("green", "✓") : styleText("red", "✗");
    console.log(`  ${mark} ${name.padEnd(15)} ${remark}  ${styleText("dim", `${fuel.toLocaleString("en")} fuel`)}`);
  }
}
