const labels: Readonly<Record<string, string>> = {
	ctrl: 'Ctrl',
	alt: 'Alt',
	shift: 'Shift',
	enter: 'Enter',
	space: 'Space',
	escape: 'Esc',
	tab: 'Tab',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
};

/** A chord as people write it: `Ctrl+T`, `Esc`, `F1`, `Ctrl+X Ctrl+E`; single letters stay as they are typed. */
export function chordLabel(chord: string): string {
	if (chord.length === 1) return chord;
	return chord
		.split(' ')
		.map(part => (part.length === 1 ? part : named(part)))
		.join(' ');
}

function named(part: string): string {
	return part
		.split('+')
		.map(word => labels[word] ?? word.toUpperCase())
		.join('+');
}
