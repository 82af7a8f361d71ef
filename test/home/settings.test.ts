import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {readSettings} from '../../source/home/settings.ts';
import {createKeymap, reboundProblem} from '../../source/ui/keys/keymap.ts';

const folder = mkdtempSync(join(tmpdir(), 'litescope-settings-'));
const path = join(folder, 'settings.json');
afterAll(() => rmSync(folder, {recursive: true}));

const written = (text: string) => {
	writeFileSync(path, text);
	return readSettings(path);
};

describe('settings', () => {
	it('need not be there', () => {
		expect(readSettings(join(folder, 'none.json'))).toEqual({settings: {keys: {}}});
	});

	it('rebind an action to several keys, and take its own away', () => {
		const {settings} = written('{"keys": {"next-target": ["ctrl+n", "alt+x"]}}');
		const keymap = createKeymap(settings.keys);
		expect(keymap.find('edit', 'ctrl+n')?.name).toBe('next-target');
		expect(keymap.find('edit', 'alt+x')?.name).toBe('next-target');
		expect(keymap.find('edit', 'ctrl+t')).toBeUndefined();
	});

	it.each([
		['{"keys": {"next-target": "ctrl+n"}}', 'must be a list'],
		['{"colour": "blue"}', 'no such setting'],
		['{"keys": ', 'is not JSON'],
	])('that are wrong are said and not taken: %s', (text, said) => {
		const {settings, problem} = written(text);
		expect(settings).toEqual({keys: {}});
		expect(problem).toContain(said);
	});

	it('with an action that does not exist name it', () => {
		expect(reboundProblem({'next-traget': ['ctrl+n']})).toContain('next-traget');
	});
});
