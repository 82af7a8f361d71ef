import {describe, expect, it} from 'vitest';
import {layoutProse} from '../../source/scripts/prose.ts';
import {width} from '../../source/terminal/width.ts';

const lines = (markdown: string, columns = 20) => layoutProse(markdown, columns, width);

describe('the text of a script', () => {
	it('is wrapped at its columns, a paragraph apart from the next', () => {
		expect(lines('One two three four\nfive six.\n\nSeven.\n')).toEqual([
			'One two three four',
			'five six.',
			'',
			'Seven.',
		]);
	});

	it('keeps code as it stands', () => {
		expect(lines('Run:\n```sql\nSELECT 1,\n       2;\n```\nSee?')).toEqual([
			'Run:',
			'',
			'  SELECT 1,',
			'         2;',
			'',
			'See?',
		]);
	});

	it('loses nothing of code that is not ended', () => {
		expect(lines('```\nSELECT 1;')).toEqual(['  SELECT 1;']);
	});

	it('hangs the items of a list, and says without marks what is emphasised', () => {
		expect(lines('- a **primary** takes writes\n- a replica\n')).toEqual([
			'- a primary takes',
			'  writes',
			'- a replica',
		]);
	});

	it('counts columns, not characters', () => {
		expect(lines('漢字漢字 漢字漢字 漢字漢字')).toEqual(['漢字漢字 漢字漢字', '漢字漢字']);
	});
});
