import { runChecks, suspends } from "./checks.js";

// A timer that counts while the checks run: the page must stay alive.
let ticks = 0;
setInterval(() => (ticks += 1), 1);
const checks = await runChecks();
const report = document.createElement("pre");
report.textContent = JSON.stringify({ checks, suspends, ticks });
document.body.append(report);
