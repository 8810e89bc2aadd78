/** What a command relied on: entity, id and last writer as seen [S4]; an empty writer says that it was not there. */
export type Sight = readonly [entity: string, id: string, writer: string];
