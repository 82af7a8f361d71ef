/** How a step stands in a script that is being played. One whose solution was shown is `left out` in a lesson. */
export type StepMark = 'open' | 'passed' | 'failed' | 'left out';

/** Something that a step expects, as a task: all of them done is the step done. Texts are untrusted. */
export interface Task {
	/** What must be so, as a sentence. */
	readonly text: string;
	readonly isDone: boolean;
	/** What is so instead, where that is known and worth saying. */
	readonly actual?: string;
}

/**
 * A demo or a lesson as it stands on the screen. Plain data: whoever plays the script says what it is, the screen only
 * shows it. Texts are the script's, in Markdown where it says so, and untrusted.
 */
export interface ScriptPanel {
	/** A demo is played to a room, a lesson is done by its reader. */
	readonly kind: 'demo' | 'lesson';
	/** The script's title. */
	readonly title: string;
	/** All steps, in their order. */
	readonly steps: readonly {readonly id: string; readonly title: string; readonly mark: StepMark}[];
	/** Which of them is on, from 0; -1 before the first, and as many as there are after the last. */
	readonly at: number;
	/** What is said, in Markdown. */
	readonly say: string;
	/** A question to answer before it is seen. */
	readonly predict?: string;
	/** What is said and asked in each step of a demo, which takes the same room from its beginning to its end. */
	readonly story?: readonly {readonly say: string; readonly predict?: string}[];
	/** What the reader answered to it. */
	readonly predicted?: string;
	/**
	 * - `waiting`: it goes on when it is told to; in a lesson, when the tasks are done.
	 * - `busy`: something is being typed, run or waited for.
	 * - `paused`: it was, and someone has stopped it for a while.
	 * - `passed`, `failed`: the step is over.
	 * - `over`: the script is.
	 */
	readonly standing: 'waiting' | 'busy' | 'paused' | 'passed' | 'failed' | 'over';
	/**
	 * What is done next, such as `CREATE TABLE users … on primary`; undefined where nothing is left in the step. In a
	 * lesson what Enter does when a step is passed, or all of it is over, such as `the next step`.
	 */
	readonly next?: string;
	/** What is being waited for, or why it does not go on: a sentence. */
	readonly remark?: string;
	/** A lesson's checklist; empty in a demo. */
	readonly tasks: readonly Task[];
	/** The hints that were asked for, in Markdown, and how many there are in all. */
	readonly hints: readonly string[];
	readonly hintCount: number;
	/** The demo goes on by itself. */
	readonly isAuto: boolean;
}

/** What a person asks of the script that is being played. */
export type ScriptAct =
	/** Goes on: the next action of a demo, the next step when this one is over. */
	| {readonly type: 'go'}
	/** The step before; this one anew; past this one. */
	| {readonly type: 'back' | 'again' | 'skip'}
	/** A step, by its index. */
	| {readonly type: 'jump'; readonly step: number}
	/** Stops what goes by itself, or lets it go on. */
	| {readonly type: 'pause'}
	/** Whether a script may be played on somebody else's cluster. */
	| {readonly type: 'guest'; readonly isWelcome: boolean}
	/** From the beginning, on a clean cluster. */
	| {readonly type: 'clean'}
	/** The next hint; after the last one, the solution is played. */
	| {readonly type: 'hint'}
	/** What the reader thinks will happen. */
	| {readonly type: 'predict'; readonly text: string};
