import { readFileSync } from "node:fs";
import { SandboxError, TimeoutError } from "@kobako/host";
import { describe, expect, it } from "vitest";
import { PlugInHost } from "../src/plug-in-host.ts";

const ledger = readFileSync(new URL("../plugins/ledger.rb", import.meta.url), "utf8");

function host(source: string) {
  const posts: string[] = [];
  return { plugIn: new PlugInHost({ source, post: (text) => void posts.push(text) }), posts };
}

describe("the ledger plug-in", () => {
  it("describes itself", async () => {
    expect(await host(ledger).plugIn.start()).toEqual({
      plugins: ["ledger"],
      events: ["order_created"],
      commands: { total: "adds up all orders" },
    });
  });

  it("keeps its files from one event to the next, and posts", async () => {
    const { plugIn, posts } = host(ledger);
    expect(await plugIn.command("total")).toBe(0);
    await plugIn.emit("order_created", { id: 1, total: 40 });
    await plugIn.emit("order_created", { id: 2, total: 250 });
    expect(await plugIn.command("total")).toBe(290);
    expect(posts).toEqual(["order 2: 250"]);
    expect(plugIn.files.read("ledger.csv")).toBe("1,40\n2,250\n");
  });

  it("does not answer to events that it did not ask for", async () => {
    expect(await host(ledger).plugIn.emit("constructor", {})).toEqual([]);
  });
});

describe("a plug-in", () => {
  it("sees nothing of another's files", async () => {
    const [one, two] = [
      host("plugin('a') { command('w') { File.write('/x', 'secret') } }"),
      host("plugin('b') { command('r') { File.exist?('/x') } }"),
    ];
    await one.plugIn.command("w");
    expect(await two.plugIn.command("r")).toBe(false);
  });

  it("that does not compile is refused when it is made", () => {
    expect(() => host("plugin('a') {")).toThrow(SandboxError);
  });

  it("that defines something wrong says what, when it starts", async () => {
    await expect(host("plugin('a') { on(:x) }").plugIn.start()).rejects.toThrow("on(:x) needs a block");
  });

  it("that loops ends, and answers the next call", async () => {
    const { plugIn } = host("plugin('a') { command('l') { loop {} }; command('ok') { 1 } }");
    await expect(plugIn.command("l")).rejects.toThrow(TimeoutError);
    expect(await plugIn.command("ok")).toBe(1);
  });

  it("reads and writes as with Ruby's File", async () => {
    const { plugIn } = host(`
      plugin("a") do
        command("go") do
          File.open("/n.txt", "w") { |f| f.puts 1, 2; f.write("3", "\\n") }
          File.open("/n.txt", "a") { |f| f.puts "4" }
          [File.read("/n.txt").each_line.sum(&:to_i), File.join("a/", "/b"), Dir.children("/"), File.delete("/n.txt"), File.exist?("/n.txt")]
        end
      end
    `);
    expect(await plugIn.command("go")).toEqual([10, "a/b", ["n.txt"], true, false]);
  });
});
