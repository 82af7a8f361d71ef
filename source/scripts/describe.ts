import type {Expectation, ExpectationHead, ExpectationOf} from './schema/expectation.ts';
import {showExpectedRows} from './show-rows.ts';

type Descriptions = {readonly [Head in ExpectationHead]: (expectation: ExpectationOf<Head>) => string};

/** Each expectation as a line of a checklist, beginning with the node where one is meant. */
const descriptions: Descriptions = {
	role: ({role, on}) => `${on} is the ${role}`,
	status: ({status, on}) => `${on} is ${status}`,
	table: ({table, on, columns}) => `${on} has the table ${table}${columns ? ` (${columns.join(', ')})` : ''}`,
	missing: ({missing, on}) => `${on} has no table ${missing}`,
	rows: ({rows, on, are}) => `${on}: ${oneLine(rows)} gives ${showExpectedRows(are)}`,
	answered: ({answered, on}) => `a statement on ${on} has answered ${showExpectedRows(answered)}`,
	caughtUp: ({caughtUp}) => `${caughtUp} is caught up`,
	identical: ({identical}) => `${identical} is identical to the primary`,
	behind: ({behind, by}) => `${behind} is ${by === undefined ? '' : `${by} `}behind`,
	moved: ({moved, by}) => (by === 0 ? `${moved} is where it was` : `${moved} is ${furtherBy(by)}`),
	transaction: ({transaction, on}) =>
		transaction === 'open' ? `a transaction is open on ${on}` : `no transaction is open on ${on}`,
	held: ({held}) => `an unfinished read keeps ${held} from applying`,
	came: ({came, on}) => `${on} was given ${came === 'snapshot' ? 'a snapshot' : 'the transactions'}`,
	servedBy: ({servedBy}) =>
		`pages were answered by ${servedBy === 'all' ? 'every node' : servedBy.join(' and ')}`,
	arrived: ({arrived, after}) => `what came to ${arrived} took ${after} or more`,
};

/** An expectation as a line for people. */
export function describeExpectation(expectation: Expectation): string {
	const head = Object.keys(expectation).find(key => Object.hasOwn(descriptions, key)) as ExpectationHead;
	return (descriptions[head] as (of: Expectation) => string)(expectation);
}

/** So many TXIDs. */
export function furtherBy(count: number | bigint): string {
	return `${count} ${BigInt(count) === 1n ? 'TXID' : 'TXIDs'} further`;
}

function oneLine(sql: string): string {
	return sql.trim().replaceAll(/\s+/g, ' ');
}
