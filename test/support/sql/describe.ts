import { Client, type Connection, type Submittable } from 'pg';

export interface Column {
  name: string;
  type: number;
}

/** What PostgreSQL answers when it is only asked to prepare a statement. */
export async function describe(client: Client, text: string): Promise<Column[]> {
  return new Promise((done, failed) => {
    const columns: Column[] = [];
    const asked = {
      submit(connection: Connection) {
        connection.parse({ text, name: '', types: [] }, true);
        connection.describe({ type: 'S', name: '' }, true);
        connection.sync();
      },
      handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }) {
        for (const { name, dataTypeID } of fields) columns.push({ name, type: dataTypeID });
      },
      handleError: failed,
      handleReadyForQuery: () => done(columns),
    };
    client.query(asked as unknown as Submittable);
  });
}
