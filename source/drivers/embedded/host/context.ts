import type {ClusterEvent} from '../../../cluster/event.ts';
import {clockMs} from '../../clock.ts';
import type {Outbox} from '../../outbox.ts';
import type {NodeLog} from './node-log.ts';
import type {Sessions} from './sessions.ts';

/** What every node of a host has in common with the others. */
export interface HostContext {
	readonly outbox: Outbox;
	readonly sessions: Sessions;
	/** Whether the cluster's folder has been deleted: it ends then, and what else fails is not worth a word. */
	readonly isDeleted: () => boolean;
}

type Level = Extract<ClusterEvent, {type: 'notice'}>['level'];

const logLevels = {info: 'INFO', warning: 'WARN', error: 'ERROR'} as const;

/** Tells people something about a node, in its transcript and its log. */
export function tellOf(context: HostContext, log: NodeLog, node: string, level: Level, text: string): void {
	log.write(logLevels[level], text);
	context.outbox.push({type: 'notice', atMs: clockMs(), node, level, text});
}
