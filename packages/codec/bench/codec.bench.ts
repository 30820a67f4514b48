/**
 * @kobako/codec against plain `@msgpack/msgpack` (reused Encoder and Decoder, default options, no checks) on the same
 * bytes, interleaved in one process. Prints medians and their ratio; below 1 is faster than plain.
 *
 *     node packages/codec/bench/codec.bench.ts
 */
import { Decoder, Encoder } from "@msgpack/msgpack";
import { Bench } from "tinybench";
import * as codec from "../src/index.ts";
import { messages } from "./messages.ts";

const plainEncoder = new Encoder();
const plainDecoder = new Decoder();
const ROUNDS = 5;

function batch(work: () => unknown, times: number): () => void {
  return () => {
    for (let i = 0; i < times; i++) work();
  };
}

async function measure(name: string, ours: () => unknown, plain: () => unknown, times: number): Promise<void> {
  const kobako: number[] = [];
  const msgpack: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bench = new Bench({ time: 60, warmupTime: 30 });
    bench.add("kobako", batch(ours, times)).add("plain", batch(plain, times));
    await bench.run();
    const [first, second] = bench.tasks.map(({ result }) => ("latency" in result ? result.latency.p50 : Number.NaN));
    kobako.push((first ?? Number.NaN) / times);
    msgpack.push((second ?? Number.NaN) / times);
  }
  const ns = median(kobako) * 1e6;
  const peer = median(msgpack) * 1e6;
  console.log(
    `${name.padEnd(36)} ${ns.toFixed(0).padStart(9)} ns  plain ${peer.toFixed(0).padStart(9)} ns  ratio ${(ns / peer).toFixed(2)}`,
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

for (const [name, message] of Object.entries(messages)) {
  const bytes = plainEncoder.encode(message);
  const times = bytes.length > 1000 ? 1 : 200;
  if (name.startsWith("request")) {
    const request = codec.decodeRequest(bytes);
    await measure(
      `decode ${name}`,
      () => codec.decodeRequest(bytes),
      () => plainDecoder.decode(bytes),
      times,
    );
    await measure(
      `encode ${name}`,
      () => codec.encodeRequest(request),
      () => plainEncoder.encodeSharedRef(message),
      times,
    );
    continue;
  }
  if (name === "small response") {
    const value = (message as unknown[])[1];
    await measure(
      `decode ${name}`,
      () => codec.decodeResponse(bytes),
      () => plainDecoder.decode(bytes),
      times,
    );
    await measure(
      `encode ${name}`,
      () => codec.encodeResponse(value),
      () => plainEncoder.encodeSharedRef(message),
      times,
    );
    continue;
  }
  await measure(
    `decode ${name}`,
    () => codec.decodeValue(bytes),
    () => plainDecoder.decode(bytes),
    times,
  );
  await measure(
    `encode ${name}`,
    () => codec.encodeValue(message),
    () => plainEncoder.encodeSharedRef(message),
    times,
  );
}
