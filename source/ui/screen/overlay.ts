import type {Effect} from '../perform/step.ts';

/** A position in a list that scrolls: the first line shown. */
interface Scrolling {
	readonly top: number;
}

/** A text field of one line. */
export interface Field {
	readonly text: string;
	readonly cursor: number;
	/** The text is a suggestion: what is typed first takes its place. */
	readonly suggested?: true;
}

/** What stands over the screen; the last one has the keys. */
export type Overlay =
	| ({readonly kind: 'keys'} & Scrolling)
	| ({readonly kind: 'palette'; readonly field: Field; readonly index: number} & Scrolling)
	/** The whole explanation of a statement's error. */
	| ({readonly kind: 'explanation'; readonly node: string; readonly statement: string} & Scrolling)
	| {
			readonly kind: 'grid';
			readonly statement: string;
			/** The selected cell. */
			readonly row: number;
			readonly column: number;
			/** First row and first cell column (in terminal columns) that are shown. */
			readonly top: number;
			readonly left: number;
			/** The search, while it is typed and after. */
			readonly search?: Field;
			readonly searching: boolean;
	  }
	| ({
			readonly kind: 'cell';
			readonly statement: string;
			readonly row: number;
			readonly column: number;
	  } & Scrolling)
	| ({readonly kind: 'transaction'; readonly txid: bigint} & Scrolling)
	| ({readonly kind: 'help'} & Scrolling)
	/** All that a script says in a step. */
	| ({readonly kind: 'step'} & Scrolling)
	| ({readonly kind: 'log'; readonly node: string; readonly lines: readonly string[]} & Scrolling)
	/** Several are there, and one is chosen: a cluster, or a step of a script. */
	| {
			readonly kind: 'choose';
			/** What is chosen; without it, a cluster. */
			readonly what?: 'step';
			readonly question: string;
			readonly items: readonly string[];
			readonly index: number;
	  }
	| {
			/** A question that y answers, and everything else leaves. */
			readonly kind: 'confirm';
			readonly question: string;
			/** What does the same by hand. */
			readonly command?: string;
			/** What the answer y does. */
			readonly effects: readonly Effect[];
			/** What every other answer does. */
			readonly otherwise?: readonly Effect[];
			/** The answer y also takes what is in the prompt, as Enter does. */
			readonly takesPrompt?: true;
			/** The answer y agrees to writing on somebody else's cluster. */
			readonly agrees?: true;
	  }
	/** A line to be filled in: a link's latency, a file to export to, what one thinks will happen. */
	| {
			readonly kind: 'ask';
			readonly what: 'link' | 'export' | 'predict';
			readonly question: string;
			readonly field: Field;
			readonly node?: string;
			readonly statement?: string;
			readonly problem?: string;
	  };

/** The overlay kinds that scroll a text. */
export type TextOverlay = Extract<
	Overlay,
	{kind: 'keys' | 'explanation' | 'cell' | 'transaction' | 'help' | 'step' | 'log'}
>;
