import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {loadLessons} from '../../../source/commands/learn/lessons.ts';
import {panelOf} from '../../../source/commands/learn/panel.ts';
import {noProgress} from '../../../source/home/progress-format.ts';
import {baselineOf} from '../../../source/scripts/facts.ts';
import {stagesOf} from '../../../source/scripts/run/stage.ts';
import {showScript} from '../../../source/ui/script/show-script.ts';
import {freshCluster} from '../../cluster/story.ts';
import {openScreen, type TestScreen} from '../../ui/open-screen.ts';
import {testIo} from '../command-io.ts';

const lessons = loadLessons(testIo());
const steps = lessons.flatMap(({name, script}) =>
	script.steps.map((step, at) => ({name: `${name}, ${step.id}`, script, step, at})),
);

let screen: TestScreen;

beforeAll(async () => {
	screen = await openScreen(80, 24, freshCluster());
});

afterAll(() => screen.close());

describe('the lessons that come with litescope', () => {
	it('have a question, hints and a solution, and take five to ten minutes', () => {
		for (const {script} of lessons) {
			expect(script.minutes).toBeGreaterThanOrEqual(5);
			expect(script.minutes).toBeLessThanOrEqual(10);
			expect(script.steps.some(({predict}) => predict !== undefined)).toBe(true);
			for (const step of script.steps) {
				expect(step.solution.length).toBeGreaterThan(0);
				expect(step.hints.length).toBeGreaterThanOrEqual(2);
			}
		}
	});

	it.each(steps)('say all that is to be done on a screen of 80x24: $name', async ({script, step, at}) => {
		const stage = stagesOf(script).find(one => one.step === step)!;
		const {snapshot} = screen.runtime.store.get();
		const panel = panelOf({
			script,
			progress: noProgress,
			at,
			play: {
				stage,
				by: 'student',
				phase: 'ready',
				todo: stage.play,
				begun: [],
				baseline: baselineOf(snapshot),
				dueMs: 0,
				questions: [],
				pages: [],
				verdicts: [],
			},
			hints: 0,
			predicted: 'no',
			broken: new Set(),
			next: 'the next step',
		});
		screen.runtime.change(now => ({...showScript(now, panel), message: {level: 'info', text: step.id}}));
		await screen.type('x');
		expect(screen.text()).not.toContain('▼');
		expect(screen.text()).toContain('Ctrl+G a hint');
	});
});
