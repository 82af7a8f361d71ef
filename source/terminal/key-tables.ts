import type {Modifiers} from './key.ts';

/**
 * The last character of `CSI … X` and `SS3 X` to a key: xterm's "PC-Style Function Keys" and cursor keys
 * (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
 */
export const finalKeys: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};

/** rxvt's cursor keys: `CSI a` with Shift, `SS3 a` with Ctrl. */
export const rxvtArrows: Readonly<Record<string, string>> = {a: 'up', b: 'down', c: 'right', d: 'left'};

/** The Linux console's `CSI [ A` to `CSI [ E`. */
export const linuxFunctionKeys: Readonly<Record<string, string>> = {
	A: 'f1',
	B: 'f2',
	C: 'f3',
	D: 'f4',
	E: 'f5',
};

/** The number of `CSI number ~`, as the VT220, xterm, rxvt and the Linux console send it. */
export const tildeKeys: Readonly<Record<number, string>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** rxvt says modifiers by what it sends in place of `~`. */
export const rxvtModifiers: Readonly<Record<string, Modifiers>> = {
	$: {ctrl: false, alt: false, shift: true},
	'^': {ctrl: true, alt: false, shift: false},
	'@': {ctrl: true, alt: false, shift: true},
};

/** The keypad in application mode, `SS3 X`, to the text on its keys (DEC VT100). */
export const keypadText: Readonly<Record<string, string>> = {
	X: '=',
	j: '*',
	k: '+',
	l: ',',
	m: '-',
	n: '.',
	o: '/',
	p: '0',
	q: '1',
	r: '2',
	s: '3',
	t: '4',
	u: '5',
	v: '6',
	w: '7',
	x: '8',
	y: '9',
};

/**
 * Code points of `CSI code u` that stand for keys: those that have always been control characters, and the keypad
 * in the kitty protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/).
 */
export const codePointKeys: Readonly<Record<number, string>> = {
	8: 'backspace',
	9: 'tab',
	13: 'enter',
	27: 'escape',
	32: 'space',
	127: 'backspace',
	57414: 'enter',
	57417: 'left',
	57418: 'right',
	57419: 'up',
	57420: 'down',
	57421: 'pageup',
	57422: 'pagedown',
	57423: 'home',
	57424: 'end',
	57425: 'insert',
	57426: 'delete',
};

/** Control characters that have a key of their own; the others are Ctrl and a character. */
export const controlKeys: Readonly<Record<number, string>> = {
	9: 'tab',
	13: 'enter',
	27: 'escape',
	127: 'backspace',
};
