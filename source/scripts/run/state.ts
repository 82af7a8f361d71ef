import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import type {Value} from '../../sqlite/values.ts';
import type {Baseline, PageAnswer, QueryAnswer} from '../facts.ts';
import type {Action} from '../schema/action.ts';
import type {Script} from '../schema.ts';
import type {Verdict} from '../verdict.ts';
import type {Stage} from './stage.ts';

/**
 * Where the stage that is being played is.
 *
 * - `preparing`: a task's `do` is done.
 * - `before`: it is waited for what `holds`, and looked whether `then` is not so yet.
 * - `ready`: the next action waits for `go`. What the step expects is judged all the time, so a person who does it
 *   without the script is through as well.
 * - `acting`: an action is under way.
 * - `after`: everything is done, and it is waited for what the step expects.
 * - `passed`, `failed`, `skipped`: it is over, and the next stage waits for `go`.
 */
export type Phase = 'preparing' | 'before' | 'ready' | 'acting' | 'after' | 'passed' | 'failed' | 'skipped';

/** A query that an expectation takes. */
export interface Question {
	readonly id: string;
	readonly node: string;
	readonly sql: string;
	/** Where the node was when it was asked last: somewhere else it is asked again. */
	readonly askedAt: string;
	readonly waiting: boolean;
	readonly answer?: QueryAnswer;
}

/** A page that is read. */
export interface Page {
	readonly id: string;
	readonly path: string;
	readonly answer?: PageAnswer;
}

/** An action that was begun. */
export interface Begun {
	readonly action: Action;
	/** The statements that it runs, by the ids that their outcomes have; empty for others. */
	readonly statements: readonly {readonly id: string; readonly sql: string}[];
	/** The pages that it reads, by their ids. */
	readonly pages: readonly string[];
}

/**
 * Who does what a step is about. A student does it by hand: the script only prepares it, and the step waits without a
 * deadline for what it expects. What is so already before the step is no mistake then.
 */
export type PlayedBy = 'script' | 'student';

/** The stage that is being played. */
export interface Play {
	readonly stage: Stage;
	readonly by: PlayedBy;
	readonly phase: Phase;
	/** What is still to be done of the list that is being worked off. */
	readonly todo: readonly Action[];
	readonly underWay?: Begun;
	/** Everything that was begun in this stage. */
	readonly begun: readonly Begun[];
	readonly baseline: Baseline;
	/** Where the nodes were when the step was begun, where that was before this run. */
	readonly since?: Baseline['txids'];
	/** Up to when is waited for what the phase waits for. */
	readonly dueMs: number;
	readonly questions: readonly Question[];
	/** The pages that were read in this stage, in their order. */
	readonly pages: readonly Page[];
	/** What was found out when it was last looked; while something is waited for and of a failed stage what is not so. */
	readonly verdicts: readonly Verdict[];
	/** Why it was skipped: a sentence. */
	readonly reason?: string;
}

/** How a stage ended. */
export interface StageResult {
	readonly stage: Stage;
	readonly outcome: 'passed' | 'failed' | 'skipped';
	/** What is wrong, where it failed. */
	readonly verdicts: readonly Verdict[];
	/** Why it was skipped. */
	readonly reason?: string;
}

/** A run of a script at one moment. Plain data. */
export interface RunState {
	readonly script: Script;
	/** Who does the steps; what is around them is the script's to do. */
	readonly by: PlayedBy;
	readonly stages: readonly Stage[];
	/** Which stage is being played: as many as there are when all is over. */
	readonly at: number;
	/** Undefined before the beginning and after the end. */
	readonly play?: Play;
	readonly results: readonly StageResult[];
	readonly snapshot: ClusterSnapshot;
	/** Goes up with every id that is given away, so that none is used again. */
	readonly nextId: number;
}

/** What comes to a run. */
export type RunInput =
	/** Plays a stage, from its beginning. With `since`, where the nodes were when a student began it. */
	| {readonly type: 'begin'; readonly stage: number; readonly since?: Baseline['txids']}
	/** Does the next action, or goes on to the next stage: a person's key, or at once. */
	| {readonly type: 'go'}
	/** The script does this step in the student's stead: what follows is done by `go`. */
	| {readonly type: 'solve'}
	/** What the stage waits for will not come: it has failed. */
	| {readonly type: 'give up'}
	| {readonly type: 'seen'; readonly snapshot: ClusterSnapshot}
	| {readonly type: 'answered'; readonly id: string; readonly answer: QueryAnswer}
	| {readonly type: 'served'; readonly id: string; readonly answer: PageAnswer}
	/** Time has passed. */
	| {readonly type: 'time'};

/** What a run wants to have done. */
export type RunEffect =
	| {readonly type: 'send'; readonly command: ClusterCommand}
	/** Asks in a session of litescope's own; comes back as `answered`. */
	| {readonly type: 'ask'; readonly id: string; readonly node: string; readonly sql: string}
	/** Reads a page through the ingress; comes back as `served`. */
	| {readonly type: 'get'; readonly id: string; readonly path: string};

/** What a run is told from outside when it takes something in. */
export interface RunContext {
	/** Milliseconds on a clock that never goes back. */
	readonly nowMs: number;
	/** The rows of a statement in a person's session. */
	rowsOf(statement: string): readonly (readonly Value[])[] | undefined;
}

/** A run after an input, and what it wants to have done. */
export interface Advanced {
	readonly state: RunState;
	readonly effects: readonly RunEffect[];
}
