/** One line on a terminal that is overwritten; nothing where nobody watches. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): (text: string) => void {
  if (!stream.isTTY) return () => {};
  return (text) => {
    stream.write(`\r\u001B[2K${text.slice(0, stream.columns - 1)}`);
  };
}
