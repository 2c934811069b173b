/** What messages are about, as far as people decide about them. */
export const TOPICS = ['account', 'essential', 'progress', 'reviews', 'inspections', 'payments'] as const;
export type Topic = (typeof TOPICS)[number];

export const OPTIONAL_TOPICS = ['progress', 'reviews', 'inspections', 'payments'] as const;
export type OptionalTopic = (typeof OPTIONAL_TOPICS)[number];

export const TOPIC_NAMES: Record<Topic, { name: string; description: string }> = {
  account: { name: 'Your account', description: 'Links to sign in, changed passwords and addresses.' },
  essential: {
    name: 'Decisions and deadlines',
    description: 'What a permit or registration depends on: corrections, approvals, requirements, documents, receipts, dates that run out.',
  },
  progress: { name: 'Progress', description: 'Confirmations along the way: submitted, resubmitted, picked up.' },
  reviews: { name: 'Plan review', description: 'Each discipline’s decision as it is made.' },
  inspections: { name: 'Inspections', description: 'Inspections booked and passed.' },
  payments: { name: 'Fees', description: 'Fees that were added, taken back or paid by others; checkouts that ran out.' },
};

/** The law or the process requires that these reach the person; the others are theirs to choose. */
export function isOptional(topic: Topic): topic is OptionalTopic {
  return (OPTIONAL_TOPICS as readonly string[]).includes(topic);
}
