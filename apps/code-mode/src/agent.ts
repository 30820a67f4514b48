import type { Sandbox } from "@kobako/host";
import type { Message, Model } from "./model.ts";
import { runScript } from "./run-script.ts";

/** Scripts that a model may try for one task. */
const MAX_SCRIPTS = 8;
const SCRIPT = /```ruby\n([\s\S]*?)```/;

export interface Agent {
  readonly model: Model;
  readonly sandbox: Sandbox;
  /** Sees every message as it is said. */
  readonly onMessage?: (message: Message) => void;
}

/** The loop: the model writes a script, the Sandbox runs it, the model reads what came of it, until it answers in words. */
export async function solve(task: string, { model, sandbox, onMessage }: Agent): Promise<string> {
  const conversation: Message[] = [];
  const say = (from: Message["from"], text: string): void => {
    const message = { from, text };
    conversation.push(message);
    onMessage?.(message);
  };
  say("user", task);
  for (let scripts = 0; scripts <= MAX_SCRIPTS; scripts += 1) {
    const reply = await model.answer(conversation);
    say("model", reply);
    const script = SCRIPT.exec(reply)?.[1];
    if (script === undefined) return reply;
    say("sandbox", await runScript(sandbox, script));
  }
  return `No answer after ${MAX_SCRIPTS} scripts.`;
}
