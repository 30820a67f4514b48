import { runChecks, suspends } from "./checks.js";

process.stdout.write(JSON.stringify({ checks: await runChecks(), suspends }));
