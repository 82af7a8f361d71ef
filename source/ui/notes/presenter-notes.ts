import type {ScriptPanel} from '../screen/script.ts';

/**
 * What a demo tells its presenter on a second screen: what stands on the first one, and what is for the presenter
 * alone. Plain data. Texts are the script's, and untrusted.
 */
export interface PresenterNotes
	extends Pick<
		ScriptPanel,
		'title' | 'steps' | 'at' | 'predict' | 'standing' | 'next' | 'remark' | 'isAuto'
	> {
	/** What the step that is on has for the presenter, in Markdown; undefined where it has nothing. */
	readonly notes?: string | undefined;
	/** When the demo began, in milliseconds since the epoch. */
	readonly beganAtMs: number;
	/** The cluster failed, and the demo goes on on a fresh embedded one: a sentence that says so, and why. */
	readonly fallback?: string | undefined;
}
