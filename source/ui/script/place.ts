import type {ScreenState} from '../screen/state.ts';

/** Where a script's text stands: a demo's below the panes, a lesson's beside them where there is room, else above. */
export type ScriptPlace = 'below' | 'above' | 'beside';

/** From how many columns on a lesson's text stands beside the panes. */
const besideFrom = 120;
const narrowest = 40;
const widest = 60;

/** Where the script's text stands; undefined while none is played. */
export function scriptPlace({
	script,
	columns,
}: Pick<ScreenState, 'script' | 'columns'>): ScriptPlace | undefined {
	if (!script) return undefined;
	if (script.kind === 'demo') return 'below';
	return columns >= besideFrom ? 'beside' : 'above';
}

/** Columns that a lesson's text takes beside the panes: a quarter of what is there beyond the least; 0 elsewhere. */
export function besideColumns(screen: Pick<ScreenState, 'script' | 'columns'>): number {
	if (scriptPlace(screen) !== 'beside') return 0;
	return Math.min(widest, narrowest + Math.floor((screen.columns - besideFrom) / 4));
}
