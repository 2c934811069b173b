/* Loaded before the portal (`node --import`): sends its parent every statement that `pg` is given, with what came back. */
import pg from 'pg';

const query = pg.Client.prototype.query;

pg.Client.prototype.query = function (config, values, callback) {
  const text = typeof config === 'string' ? config : config?.text;
  const given = Array.isArray(values) ? values : config?.values;
  const note = (result) => process.send?.({ text, values: given ?? [], rows: (result?.rows ?? []).slice(0, 50), pid: this.processID });
  if (typeof callback === 'function') {
    return query.call(this, config, values, (error, result) => {
      if (!error) note(result);
      callback(error, result);
    });
  }
  if (typeof values === 'function') {
    return query.call(this, config, (error, result) => {
      if (!error) note(result);
      values(error, result);
    });
  }
  const answer = query.call(this, config, values);
  if (typeof text === 'string' && typeof answer?.then === 'function') answer.then(note, () => {});
  return answer;
};
