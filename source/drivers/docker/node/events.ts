import {type Position, parsePosition} from '../../../litefs/position.ts';

/** What a line of LiteFS's GET /events tells. */
export type LitefsEvent =
	| {readonly type: 'role'; readonly isPrimary: boolean}
	| {
			readonly type: 'transaction';
			readonly database: string;
			readonly position: Position;
			/** Milliseconds since the epoch, by the primary's clock. */
			readonly committedAt: number;
	  };

interface EventLine {
	readonly type: string;
	readonly db?: string;
	readonly data?: {
		readonly isPrimary?: boolean;
		readonly txID?: string;
		readonly postApplyChecksum?: string;
		readonly timestamp?: string;
	};
}

/** Reads a line of /events (LiteFS v0.5, store.go); undefined for what is not known. */
export function readEvent(line: string): LitefsEvent | undefined {
	const {type, db, data} = parse(line);
	if (type === 'init' || type === 'primaryChange') return {type: 'role', isPrimary: data?.isPrimary === true};
	const position = parsePosition(`${data?.txID}/${data?.postApplyChecksum}`);
	if (type !== 'tx' || db === undefined || !position) return undefined;
	return {type: 'transaction', database: db, position, committedAt: Date.parse(data?.timestamp ?? '')};
}

function parse(line: string): EventLine {
	try {
		return JSON.parse(line) as EventLine;
	} catch {
		return {type: ''};
	}
}
