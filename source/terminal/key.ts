/** What a person did at the keyboard. */
export type Key =
	/**
	 * A key that is not text, or a character with Ctrl or Alt. `name` is one of the names in `key-tables.ts`,
	 * or the character itself, letters in lower case. `shift` is told apart for named keys and letters only,
	 * and only where the terminal says it.
	 */
	| {
			readonly kind: 'key';
			readonly name: string;
			readonly ctrl: boolean;
			readonly alt: boolean;
			readonly shift: boolean;
	  }
	/** Typed text: whole characters, as many as came at once. It has no control characters below U+0080. */
	| {readonly kind: 'text'; readonly text: string}
	/** A bracketed paste, whole. Lines end in `\n`. `truncated` where it was longer than the decoder takes. */
	| {readonly kind: 'paste'; readonly text: string; readonly truncated: boolean};

export interface Modifiers {
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
}

export const unmodified: Modifiers = {ctrl: false, alt: false, shift: false};

/**
 * A key's identity as key maps write it: `enter`, `ctrl+j`, `alt+shift+up`; modifiers in the order ctrl, alt,
 * shift. Text is itself, and a space is `space`.
 */
export function keyId(key: Key): string {
	if (key.kind !== 'key') {
		return key.text === ' ' ? 'space' : key.text;
	}
	return `${key.ctrl ? 'ctrl+' : ''}${key.alt ? 'alt+' : ''}${key.shift ? 'shift+' : ''}${key.name}`;
}
