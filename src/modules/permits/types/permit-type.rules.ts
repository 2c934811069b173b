import { evaluate, type Answers, type Condition } from '../../../platform/conditions/condition.js';
import { OWNER_DOES_WORK, type DocumentPhase, type Named, type PermitTypeVersion } from './permit-type.js';

/** What an application says that decides what is asked of it. */
export interface ApplicationFacts {
  valuationCents: number;
  answers: Answers;
}

export interface TypeRequirements {
  documents: (Named & { required: boolean; phase: DocumentPhase })[];
  contractorClasses: Named[];
  disciplines: (Named & { businessDays: number })[];
  inspections: { typeCode: string; typeName: string; discipline: string; sequence: number; required: boolean }[];
  instantIssue: boolean;
}

/** The documents, contractors, reviews and inspections that this application gets, and whether it can be issued at once. */
export function requirementsOf(type: PermitTypeVersion, facts: ApplicationFacts): TypeRequirements {
  const applies = ({ when }: { when?: Condition }) => when === undefined || evaluate(when, facts.answers);
  const disciplines = type.disciplines.filter(applies).map(({ code, name, businessDays }) => ({ code, name, businessDays }));
  return {
    documents: type.documents.filter(applies).map(({ code, name, required, phase }) => ({ code, name, required, phase })),
    contractorClasses: ownerStandsIn(type, facts.answers)
      ? []
      : type.contractorClasses.filter(applies).map(({ code, name }) => ({ code, name })),
    disciplines,
    inspections: type.inspections
      .filter(applies)
      .map(({ typeCode, typeName, discipline, sequence, required }) => ({ typeCode, typeName, discipline, sequence, required }))
      .sort((a, b) => a.sequence - b.sequence),
    instantIssue: disciplines.length === 0 && type.instantIssueWhen !== null && evaluate(type.instantIssueWhen, facts.answers),
  };
}

/** `P-08`: whether permit and plans are picked up at the counter, by the type's threshold or else the city's. */
export function isLargeProject(type: PermitTypeVersion, valuationCents: number, cityThresholdCents: number | undefined): boolean {
  const threshold = type.largeProjectCents ?? cityThresholdCents;
  return threshold !== undefined && valuationCents >= threshold;
}

function ownerStandsIn(type: PermitTypeVersion, answers: Answers): boolean {
  return type.ownerMayDoWork && answers[OWNER_DOES_WORK] === true;
}
