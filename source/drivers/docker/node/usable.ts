import type {Engine} from '../engine/engine.ts';
import type {Keeper} from './keeper.ts';

/** What a session in a node's container needs to be opened. */
export interface Usable {
	readonly engine: Engine;
	readonly keeper: Keeper;
	readonly container: string;
	/** The database file in the container. */
	readonly database: string;
	/** Programs that can be started there. */
	readonly programs: ReadonlySet<string>;
}
