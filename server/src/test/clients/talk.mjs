// How the programs here talk with the test that runs them: one JSON document in a line, both ways.
import { createInterface } from 'node:readline';

export const settings = JSON.parse(process.env.CLIENT_SETTINGS);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export function say(message) {
  process.stdout.write(JSON.stringify(message) + '\n');
}

/** Has the test open an address in the browser, and gives where the browser ended up. */
export async function open(url) {
  say({ open: url.href ?? url });
  const { value, done } = await lines.next();
  if (done) {
    throw new Error('the test went away');
  }
  return new URL(JSON.parse(value).arrived);
}

export async function run(scenarios) {
  const scenario = scenarios[process.argv[2]];
  if (!scenario) {
    throw new Error('no scenario ' + process.argv[2] + ': ' + Object.keys(scenarios).join(', '));
  }
  say({ done: await scenario() });
  process.exit(0);
}

/** What went wrong, for the test to compare. */
export async function refused(promise) {
  try {
    await promise;
  } catch (e) {
    return { error: e.error ?? e.cause?.error ?? e.code ?? String(e), status: e.status };
  }
  return { error: 'nothing was refused' };
}
