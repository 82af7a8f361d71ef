import type {StatementError} from '../../../cluster/statement.ts';
import type {Engine} from '../engine/engine.ts';

/** Lines of the end of a container's log among which LiteFS's words are looked for. */
const tail = 20;
/** How far clocks of the engine and of this machine may be apart, in seconds. */
const slackSeconds = 2;

/** The error of a refused write with what LiteFS logged beside it, where it did and the log can be read. */
export async function withServerLog(
	error: StatementError,
	engine: Engine,
	container: string,
	durationMs: number,
): Promise<StatementError> {
	const since = (Date.now() - durationMs) / 1000 - slackSeconds;
	const text = await engine.logs(container, {tail, since}).catch(() => '');
	const log = text
		.split('\n')
		.map(line => line.trim())
		.findLast(line => line.includes('read only replica'));
	return log === undefined ? error : {...error, log: wordsOf(log)};
}

/** What a line of LiteFS's log says, without its time and level: Go's slog writes `level=INFO msg="…"`. */
function wordsOf(line: string): string {
	const [, quoted] = /msg=("(?:[^"\\]|\\.)*")/.exec(line) ?? [];
	if (quoted === undefined) return line;
	try {
		return JSON.parse(quoted) as string;
	} catch {
		return line;
	}
}
