/** Works through a list on both cores of a small machine. For what counts instructions: whatever is timed is alone. */
export async function twoAtATime<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- a queue
      await work(next);
    }
  };
  await Promise.all([worker(), worker()]);
}
