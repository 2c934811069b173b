export class HealthDto {
  /** Always `ok`: a process that is not well does not answer. */
  status: 'ok';
}

export class ReadinessDto {
  /** Always `ready`; otherwise the answer is a problem document with status 503. */
  status: 'ready';

  /** What was looked at, and that it is `up`. @example {"database":"up","migrations":"up","queue":"up","files":"up","process":"up"} */
  checks: Record<string, string>;
}
