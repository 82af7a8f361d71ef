import fc from 'fast-check';

/** The seed of this file's random tests: LITESCOPE_SEED, or a new one. */
export const seed = Number(process.env.LITESCOPE_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`LITESCOPE_SEED=${seed}\n`);

/** Checks a property with the seed of this file. */
export const check = <Values extends [unknown, ...unknown[]]>(
	property: fc.IProperty<Values>,
	numRuns = 300,
): void => {
	fc.assert(property, {seed, numRuns});
};

const pieces = [
	...[
		'SELECT',
		'create',
		'Temp',
		'TEMPORARY',
		'TRIGGER',
		'begin',
		'END',
		'EXPLAIN',
		'QUERY',
		'from',
		'a',
		'é1',
		'_x$',
	],
	...[
		';',
		';',
		';',
		' ',
		' ',
		'\n',
		'\t',
		'\v',
		'\f',
		'\r\n',
		'(',
		')',
		',',
		'.',
		'.tables',
		'#',
		'*',
		'=',
		'==',
		'->',
		'->>',
	],
	...[
		'-',
		'--',
		'-- c\n',
		'/*',
		'*/',
		'/* c */',
		'/',
		"'",
		"'it''s'",
		'"',
		'"a""b"',
		'`',
		'`x`',
		'[',
		']',
		'[a b]',
	],
	...[
		'x',
		"x'",
		"X'0aFF'",
		"x'1'",
		'1',
		'1_000',
		'1__0',
		'0x1F',
		'0x',
		'1.5e-3',
		'.5',
		'1e',
		'12ab',
		'?',
		'?1',
		':a',
		'@b',
	],
	...['$c', '$::', '@', '!', '!=', '<>', '||', '|', '~', '^', '\\', '{', '\u{1f600}', '\ufeff', '\u00a0'],
];

/** Texts out of the pieces that are difficult in SQL, as they come. */
export const soup = fc.array(fc.constantFrom(...pieces), {maxLength: 24}).map(parts => parts.join(''));
