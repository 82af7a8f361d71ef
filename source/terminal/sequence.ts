import {type Key, type Modifiers, unmodified} from './key.ts';
import {
	codePointKeys,
	controlKeys,
	finalKeys,
	keypadText,
	linuxFunctionKeys,
	rxvtArrows,
	rxvtModifiers,
	tildeKeys,
} from './key-tables.ts';

export const unmodifiedAlt: Modifiers = {...unmodified, alt: true};

/** A key by name. */
export function named(name: string, modifiers: Modifiers = unmodified): Key {
	return {kind: 'key', name, ctrl: modifiers.ctrl, alt: modifiers.alt, shift: modifiers.shift};
}

/** A character with modifiers: text where they make no difference, else a key. */
export function character(text: string, {ctrl, alt, shift}: Modifiers): Key {
	const lower = text.toLowerCase();
	const isLetter = lower !== text.toUpperCase();
	if (!ctrl && !alt) {
		return {kind: 'text', text: shift && isLetter ? text.toUpperCase() : text};
	}
	return named(text === ' ' ? 'space' : lower, {ctrl, alt, shift: isLetter && (shift || text !== lower)});
}

/** A control character, alone or after an ESC (`alt`): a named key, or Ctrl and the character 0x40 above it. */
export function control(code: number, alt: boolean): Key {
	const name = controlKeys[code];
	if (name !== undefined) {
		return named(name, {ctrl: false, alt, shift: false});
	}
	const text = code === 0 ? 'space' : String.fromCharCode(code + 0x40).toLowerCase();
	return named(text, {ctrl: true, alt, shift: false});
}

/** Modifiers as xterm and kitty number them, or undefined where Super or Hyper is held: those are not for us. */
function modifiersOf(parameter: string | undefined): Modifiers | undefined {
	const bits = parameter === undefined || parameter === '' ? 0 : Number(parameter) - 1;
	if ((bits & 24) !== 0) {
		return undefined;
	}
	return {shift: (bits & 1) !== 0, alt: (bits & (2 | 32)) !== 0, ctrl: (bits & 4) !== 0};
}

/** `CSI code:shifted ; modifiers:event ; text u`, and xterm's `CSI 27 ; modifiers ; code ~`. */
function fromCodePoint(code: number, modifiers: Modifiers, text: string): Key | undefined {
	const name = codePointKeys[code];
	if (name !== undefined && !(name === 'space' && !modifiers.ctrl && !modifiers.alt)) {
		return named(name, modifiers);
	}
	const isPrivateUse = code >= 0xe000 && code <= 0xf8ff;
	if (!(code >= 0x20 && code <= 0x10ffff) || isPrivateUse || (code >= 0xd800 && code <= 0xdfff)) {
		return undefined;
	}
	if (text !== '' && !modifiers.ctrl && !modifiers.alt) {
		return {kind: 'text', text};
	}
	return character(String.fromCodePoint(code), modifiers);
}

function textOf(parameter: string | undefined): string {
	const codes = (parameter ?? '').split(':').filter(code => code !== '');
	return codes.map(Number).every(code => code >= 0x20 && code <= 0x10ffff)
		? String.fromCodePoint(...codes.map(Number))
		: '';
}

function fromUnicode(parameters: readonly string[], modifiers: Modifiers): Key | undefined {
	const [code = '', shifted = ''] = (parameters[0] ?? '').split(':');
	const asTyped = shifted === '' || !modifiers.shift ? '' : textOf(shifted);
	return fromCodePoint(Number(code), modifiers, textOf(parameters[2]) || asTyped);
}

function fromTilde(parameters: readonly string[], modifiers: Modifiers): Key | undefined {
	const number = Number(parameters[0]);
	if (number === 27 && parameters.length === 3) {
		return fromCodePoint(Number(parameters[2]), modifiers, '');
	}
	const name = tildeKeys[number];
	return name === undefined ? undefined : named(name, modifiers);
}

/** Whether `CSI number X` is rxvt's way to say a key with modifiers: `$` does not end other sequences. */
export function isRxvtKey(body: string, final: string): boolean {
	return rxvtModifiers[final] !== undefined && /^\d{1,2}$/.test(body);
}

/**
 * The key of a control sequence, without its introducer: `body` is parameters and intermediates, `final` the
 * character that ends it. Undefined for replies, reports, key releases and whatever else is not a key.
 */
export function fromCsi(body: string, final: string, alt: boolean): Key | undefined {
	if (!/^[\d:;]*$/.test(body)) {
		return body === '[' ? withAlt(linuxFunctionKeys[final], unmodified, alt) : undefined;
	}
	const parameters = body.split(';');
	const [modifierCode, event] = (parameters[1] ?? '').split(':');
	const held = modifiersOf(modifierCode);
	if (held === undefined || event === '3') {
		return undefined;
	}
	const modifiers = {...held, alt: held.alt || alt};
	if (final === 'u') {
		return body === '' ? undefined : fromUnicode(parameters, modifiers);
	}
	if (final === '~') {
		return fromTilde(parameters, modifiers);
	}
	if (final === 'Z') {
		return named('tab', {...modifiers, shift: true});
	}
	if (isRxvtKey(body, final)) {
		return withAlt(tildeKeys[Number(body)], rxvtModifiers[final] ?? unmodified, alt);
	}
	if (body === '' && rxvtArrows[final] !== undefined) {
		return withAlt(rxvtArrows[final], {...unmodified, shift: true}, alt);
	}
	// `CSI row ; column R` reports the cursor; F3 with modifiers is `CSI 1 ; modifiers R`.
	const isKey = body === '' || (parameters[0] === '1' && parameters.length === 2);
	return isKey ? withAlt(finalKeys[final], modifiers, alt) : undefined;
}

/** The key of `SS3 body final`; older terminals put modifiers into the body. */
export function fromSs3(body: string, final: string, alt: boolean): Key | undefined {
	const modifiers = modifiersOf(body.split(';').at(-1));
	if (modifiers === undefined) {
		return undefined;
	}
	if (final === 'M') {
		return withAlt('enter', modifiers, alt);
	}
	if (rxvtArrows[final] !== undefined) {
		return withAlt(rxvtArrows[final], {...modifiers, ctrl: true}, alt);
	}
	const text = keypadText[final];
	return text === undefined
		? withAlt(finalKeys[final], modifiers, alt)
		: character(text, {...modifiers, alt: modifiers.alt || alt});
}

function withAlt(name: string | undefined, modifiers: Modifiers, alt: boolean): Key | undefined {
	return name === undefined ? undefined : named(name, {...modifiers, alt: modifiers.alt || alt});
}
