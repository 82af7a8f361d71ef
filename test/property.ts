import fc from 'fast-check';

/** The seed of this run's random tests: LITESCOPE_SEED, or a new one. */
export const seed = Number(process.env.LITESCOPE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Checks that a property holds for random inputs of this run's seed, which it prints. */
export function holds<Values extends [unknown, ...unknown[]]>(
	property: fc.IProperty<Values>,
	numRuns = 300,
): void {
	process.stdout.write(`LITESCOPE_SEED=${seed}\n`);
	fc.assert(property, {seed, numRuns});
}

/** As `holds`, of a property that takes its time. */
export async function holdsLater<Values extends [unknown, ...unknown[]]>(
	property: fc.IAsyncProperty<Values>,
	numRuns = 100,
): Promise<void> {
	process.stdout.write(`LITESCOPE_SEED=${seed}\n`);
	await fc.assert(property, {seed, numRuns});
}

/** Characters that terminals, editors and widths find difficult. */
const difficult = [
	'\u001b[31m',
	'\u001b]0;title\u0007',
	'\u009b2J',
	'\n',
	'\t',
	'\r',
	'\0',
	'\u007f',
	'\u202e',
	'\u2066',
	'\u200b',
	'\u200d',
	'\u200c',
	'\ufe0f',
	'\u00ad',
	'\ud83d',
	'\ude00',
	'e\u0301',
	'\u0301',
	'ö',
	'漢',
	'한글',
	'क्षि',
	'می‌خواهم',
	'👩‍💻',
	'👍🏽',
	'🇩🇪',
	'🇩',
	'1\ufe0f\u20e3',
	'…',
	'ｶﾞ',
];

/** Texts of ordinary words with difficult characters between them, as people and databases have them. */
export const hostileText = fc
	.array(
		fc.oneof(
			fc.constantFrom(...difficult),
			fc.constantFrom('select', ' ', '  ', 'a', 'users;', '42'),
			fc.string({unit: 'binary', maxLength: 4}),
		),
		{maxLength: 16},
	)
	.map(parts => parts.join(''));
