/** A demo of four steps, of which the third is refused. Its table is `a`. */
export const story = `steps:
  - id: make
    title: Make it
    say: A table is made.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: replica, columns: [b]}]
  - id: fill
    title: Fill it
    say: A row is written, and read.
    predict: How many are there?
    do:
      - {run: "INSERT INTO a VALUES (1);", on: primary}
      - {wait: [{identical: replica}]}
      - {run: "SELECT b FROM a;", on: replica}
    then: [{answered: [[1]], on: replica}]
    holds: [{identical: replica}]
  - id: refused
    title: Refused
    say: A replica takes none.
    do: [{run: "INSERT INTO a VALUES (2);", on: replica}]
    refused: read-only replica
  - id: more
    title: One more
    say: One more.
    do: [{run: "INSERT INTO a VALUES (3);", on: primary}]
    then: [{moved: replica, by: 1}]
`;
