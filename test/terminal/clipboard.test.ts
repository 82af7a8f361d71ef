import {expect, test} from 'vitest';
import {copySequence} from '../../source/terminal/clipboard.ts';

test('a text is sent to the clipboard in base64, whatever is in it', () => {
	expect(copySequence('größe\u001b\\', 100)).toEqual({sequence: '\u001b]52;c;Z3LDtsOfZRtc\u001b\\'});
});

test('a text that the terminal would drop is refused with a sentence', () => {
	expect(copySequence('x'.repeat(56_244), 74_994)).toHaveProperty('sequence');
	expect(copySequence('x'.repeat(60_000), 74_994)).toEqual({
		problem:
			'This is too long to copy: it has 60,000 bytes, and terminals take 56,244. Export it to a file instead.',
	});
});
