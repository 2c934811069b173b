import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { OutstandingItem } from '../records/index.js';
import type { ContractorProblem } from './contractors.service.js';

/** A contractor who is named on a record, as far as its classes care. */
export interface NamedOnRecord {
  number: string;
  businessName: string;
  classes: string[];
  /** The classes in which the name counts today. */
  classesInForce: string[];
  problems: ContractorProblem[];
  disavowed: boolean;
}

/** What the record calls for, and which operation names somebody for it. */
export interface ClassesNeeded {
  number: string;
  operationId: string;
  classes: readonly { code: string; name: string }[];
}

/**
 * Classes that nobody covers as things that a record waits for. A class is covered by a contractor who holds it, is in good standing for
 * it and stands by being named; one who has lapsed has to see to it, and where there is none somebody must be named.
 */
export function classItems({ number, operationId, classes }: ClassesNeeded, named: readonly NamedOnRecord[]): OutstandingItem[] {
  return classes.flatMap(({ code, name }): OutstandingItem[] => {
    const holders = named.filter((contractor) => !contractor.disavowed && contractor.classes.includes(code));
    if (holders.some((contractor) => contractor.classesInForce.includes(code))) return [];
    const [holder] = holders;
    const item = { kind: 'contractor', code };
    if (!holder) {
      const what = name.toLowerCase();
      return [
        {
          ...item,
          label: `A registered ${what} must be named`,
          waitingOn: 'applicant',
          step: { says: `name a ${what}` },
          action: { operationId, label: `Name a ${what}`, parameters: { number } },
        },
      ];
    }
    const problems = holder.problems.map(problemInWords).join(', ');
    return [
      {
        ...item,
        label: `${name}: ${holder.businessName} (${holder.number}) is not in good standing${problems ? `: ${problems}` : ''}`,
        waitingOn: 'contractor',
        action: { operationId: 'getContractor', label: 'See what is missing', parameters: { number: holder.number } },
      },
    ];
  });
}

function problemInWords({ credential, name, expiredOn }: ContractorProblem): string {
  if (expiredOn) return `${name} expired on ${formatLongDate(expiredOn)}`;
  // A registration is always there; its name says what holds it back, such as `Registration (suspended)`.
  return credential === 'registration' ? name : `${name} is missing`;
}
