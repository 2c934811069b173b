import type { Shape } from '../../api/types';

export type Kind = Shape<'PublicRecordDto'>['kind'];

export const KINDS: Record<Kind, string> = { permit: 'Permits', license: 'Licenses', project: 'Projects', case: 'Cases' };
