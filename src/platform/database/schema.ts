// Written by `npm run schema` from the migrated database; a difference fails the tests.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Written as the text of it. */
type Json = ColumnType<unknown, string, string>;

/** Tables by their names in SQL, columns in camel case. Days and instants are the texts that PostgreSQL prints. */
export interface Schema {
  'accounts.account': {
    id: string;
    profile: 'public' | 'contractor' | 'staff';
    contractorKind: 'contractor' | 'developer' | 'design-professional' | null;
    username: string | null;
    email: string;
    emailVerifiedAt: string | null;
    firstName: string;
    lastName: string;
    businessName: string | null;
    phone: string | null;
    roles: Generated<string[]>;
    passwordHash: string | null;
    passwordChangedAt: string | null;
    passwordIsShort: Generated<boolean>;
    oneTimePasswordUntil: string | null;
    oneTimePasswordUsedAt: string | null;
    disabledAt: string | null;
    disabledReason: string | null;
    closedAt: string | null;
    createdAt: string;
    version: Generated<number>;
    madeByCity: Generated<boolean>;
  };
  'accounts.email_change': {
    id: string;
    accountId: string;
    oldEmail: string;
    newEmail: string;
    changedAt: string;
    changedBy: string | null;
  };
  'accounts.link': {
    id: string;
    purpose: 'email-verification' | 'email-change' | 'password-reset' | 'first-password' | 'invitation';
    accountId: string;
    email: string;
    createdAt: string;
    expiresAt: string;
    usedAt: string | null;
  };
  'accounts.recovery_code': {
    accountId: string;
    hash: Buffer;
    usedAt: string | null;
  };
  'accounts.refresh_token': {
    hash: Buffer;
    sessionId: string;
    issuedAt: string;
    expiresAt: string;
    usedAt: string | null;
  };
  'accounts.second_factor': {
    accountId: string;
    secret: Buffer;
    createdAt: string;
    confirmedAt: string | null;
    lastStep: string | null;
  };
  'accounts.session': {
    id: string;
    accountId: string;
    client: string | null;
    createdAt: string;
    lastUsedAt: string;
    expiresAt: string;
    endedAt: string | null;
    endReason: string | null;
    keptIn: Generated<'token' | 'cookie'>;
  };
  'accounts.sign_in_failure': {
    login: Buffer;
    client: Buffer;
    failures: number;
    lastAt: string;
    blockedUntil: string;
    accountId: string | null;
  };
  'business_registration.registration': {
    recordId: string;
    number: string;
    ownerId: string;
    status:
      | 'draft'
      | 'in-review'
      | 'corrections-required'
      | 'approved'
      | 'active'
      | 'renewal-due'
      | 'lapsed'
      | 'returned'
      | 'denied'
      | 'closed'
      | 'revoked';
    business: ColumnType<unknown, string | null | undefined, string | null>;
    location: ColumnType<unknown, string | null | undefined, string | null>;
    contacts: ColumnType<unknown, string | null | undefined, string | null>;
    documents: ColumnType<unknown, string | null | undefined, string | null>;
    confirmation: ColumnType<unknown, string | null | undefined, string | null>;
    name: GeneratedAlways<string | null>;
    names: GeneratedAlways<string | null>;
    activity: GeneratedAlways<string | null>;
    feeScheduleVersion: number | null;
    createdAt: string;
    submittedAt: string | null;
    correctionsAt: string | null;
    correctedAt: string | null;
    approvedAt: string | null;
    registeredOn: string | null;
    expiresOn: string | null;
    remindedFor: string | null;
    remindedDays: number | null;
    closedAt: string | null;
    reason: string | null;
    version: Generated<number>;
  };
  'business_registration.renewal': {
    id: string;
    recordId: string;
    until: string;
    status: 'in-review' | 'corrections-required' | 'approved' | 'completed' | 'void';
    business: Json;
    location: Json;
    contacts: Json;
    changes: Json;
    disciplines: string[];
    inspected: boolean;
    feeCents: number;
    late: boolean;
    submittedAt: string;
    correctedAt: string | null;
    endedAt: string | null;
    version: Generated<number>;
    correctionsAt: string | null;
  };
  'business_registration.tax_number': {
    recordId: string;
    kind: 'fein' | 'ibt';
    sealed: Buffer;
    lastFour: string;
    fingerprint: Buffer;
    enteredBy: string;
    enteredAt: string;
  };
  'business_registration.transfer': {
    id: string;
    recordId: string;
    fromAccountId: string;
    email: string;
    toAccountId: string | null;
    status: 'open' | 'accepted' | 'cancelled';
    offeredAt: string;
    expiresAt: string;
    endedAt: string | null;
  };
  'changes.change': {
    transaction: Generated<string>;
    about: 'record' | 'message' | 'cart' | 'session';
    accountId: string | null;
    recordId: string | null;
    messageId: string | null;
    ownersOnly: Generated<boolean>;
    writtenAt: Generated<string>;
  };
  'city.address': {
    id: string;
    parcelNumber: string;
    line1: string;
    line2: string | null;
    city: string;
    state: string;
    zip: string;
    zip5: GeneratedAlways<string>;
    latitude: number | null;
    longitude: number | null;
    house: string;
    houseNumber: number | null;
    street: string;
    core: string;
    unit: string;
    importId: string | null;
    retiredAt: string | null;
    rulesVersion: Generated<number>;
  };
  'city.feedback': {
    id: string;
    receivedAt: string;
    accountId: string | null;
    area: string;
    score: number;
    comment: string | null;
  };
  'city.parcel': {
    number: string;
    key: GeneratedAlways<string>;
    district: string | null;
    zone: string | null;
    historic: boolean | null;
    insideCity: boolean | null;
    importId: string | null;
    changedAt: string;
    retiredAt: string | null;
    version: Generated<number>;
  };
  'city.parcel_import': {
    id: string;
    status: 'receiving' | 'waiting' | 'loading' | 'done' | 'refused';
    fileName: string;
    fileKey: string | null;
    replaces: Generated<boolean>;
    uploadedBy: string;
    uploadedAt: string;
    finishedAt: string | null;
    unknownColumns: Generated<string[]>;
    missingColumns: Generated<string[]>;
    problem: string | null;
    lines: Generated<number>;
    added: Generated<number>;
    changed: Generated<number>;
    unchanged: Generated<number>;
    refused: Generated<number>;
    retired: Generated<number>;
  };
  'city.parcel_import_problem': {
    importId: string;
    line: number;
    position: number;
    columnName: string | null;
    detail: string;
  };
  'city.street': {
    name: string;
  };
  'code_enforcement.code_case': {
    recordId: string;
    number: string;
    category: string;
    placeKey: string;
    place: string;
    latitude: number | null;
    longitude: number | null;
    apart: Generated<boolean>;
    status: 'reported' | 'open' | 'notice-issued' | 'complied' | 'cited' | 'closed';
    officerId: string | null;
    violationFound: boolean | null;
    complyBy: string | null;
    overdueToldFor: string | null;
    workDueOn: string | null;
    openedAt: string;
    closedAt: string | null;
    closeReason: string | null;
    searchText: string;
    version: Generated<number>;
    reopenedAt: string | null;
    reinspectionFailed: Generated<boolean>;
  };
  'code_enforcement.concern': {
    id: string;
    caseId: string;
    category: string;
    place: string;
    text: string;
    reporterId: string | null;
    contactName: string | null;
    contactEmail: string | null;
    contactPhone: string | null;
    codeFingerprint: Buffer;
    reportedAt: string;
  };
  'code_enforcement.concern_addition': {
    id: string;
    concernId: string;
    text: string;
    addedAt: string;
  };
  'code_enforcement.concern_photo': {
    attachmentId: string;
    concernId: string;
    addedAt: string;
  };
  'code_enforcement.hearing': {
    id: string;
    caseId: string;
    date: string;
    startMinute: number;
    status: 'scheduled' | 'moved' | 'cancelled' | 'held';
    finding: string | null;
    orderText: string | null;
    remindedWeek: Generated<boolean>;
    remindedDay: Generated<boolean>;
    scheduledAt: string;
    fined: Generated<boolean>;
  };
  'code_enforcement.notice': {
    id: string;
    caseId: string;
    sequence: number;
    respondentId: string;
    violations: Json;
    complyBy: string;
    servedBy: 'mail' | 'email' | 'posting' | 'in-person';
    servedOn: string;
    paperId: string;
    issuedBy: string;
    issuedAt: string;
    withdrawnAt: string | null;
    withdrawnBy: string | null;
    withdrawalReason: string | null;
  };
  'code_enforcement.respondent': {
    id: string;
    caseId: string;
    name: string;
    capacity: 'owner' | 'occupant' | 'business' | 'manager' | 'other';
    address: Json;
    email: string | null;
    accountId: string | null;
    addedAt: string;
    removedAt: string | null;
  };
  'code_enforcement.response': {
    id: string;
    caseId: string;
    accountId: string;
    text: string;
    attachmentIds: Generated<string[]>;
    respondedAt: string;
  };
  'code_enforcement.visit': {
    id: string;
    caseId: string;
    visitedOn: string;
    officerId: string;
    violationFound: boolean;
    findings: string;
    attachmentIds: Generated<string[]>;
    recordedAt: string;
  };
  'contractors.contractor': {
    recordId: string;
    number: string;
    businessName: string;
    contactName: string;
    phone: string;
    address: Json;
    classes: string[];
    status: 'pending' | 'active' | 'expired' | 'suspended' | 'revoked' | 'denied' | 'withdrawn';
    statusReason: string | null;
    registeredAt: string | null;
    expiresOn: string | null;
    standingCheckedOn: string;
    version: Generated<number>;
    papersSince: string | null;
  };
  'contractors.contractor_account': {
    recordId: string;
    accountId: string;
    role: 'manager' | 'member';
    since: string;
  };
  'contractors.credential': {
    id: string;
    recordId: string;
    kind: 'state-license' | 'insurance' | 'bond' | 'workers-compensation';
    classCode: string | null;
    number: string | null;
    numberKey: GeneratedAlways<string | null>;
    amountCents: string | null;
    effectiveOn: string;
    expiresOn: string;
    recordedAt: string;
    recordedBy: string | null;
    endedAt: string | null;
  };
  'contractors.filing': {
    id: string;
    recordId: string;
    kind: 'application' | 'renewal';
    status: 'submitted' | 'returned' | 'fee-due' | 'completed' | 'denied' | 'withdrawn';
    credentials: Json;
    accountId: string;
    submittedAt: string;
    withCitySince: string | null;
    late: boolean;
    comments: string | null;
    expiresOn: string | null;
    decidedAt: string | null;
    decidedBy: string | null;
    closedAt: string | null;
    version: Generated<number>;
  };
  'contractors.invitation': {
    id: string;
    recordId: string;
    accountId: string;
    linkId: string;
    role: 'manager' | 'member';
    invitedBy: string | null;
    invitedAt: string;
    expiresAt: string;
    acceptedAt: string | null;
    endedAt: string | null;
  };
  'contractors.notice': {
    recordId: string;
    item: string;
    expiresOn: string;
    daysBefore: number;
    noticedOn: string;
  };
  'conveyance.conveyance': {
    recordId: string;
    number: string;
    stateRegistrationNumber: string;
    stateKey: GeneratedAlways<string>;
    typeCode: string;
    drive: string | null;
    manufacturer: string | null;
    model: string | null;
    serialNumber: string | null;
    installedOn: string | null;
    landings: number | null;
    capacityLbs: number | null;
    speedFpm: number | null;
    locationInBuilding: string | null;
    buildingName: string | null;
    ownerAccountId: string | null;
    ownerName: string;
    ownerEmail: string | null;
    ownerPhone: string | null;
    contractorRecordId: string | null;
    lastAnnualOn: string | null;
    lastCategory1On: string | null;
    lastCategory3On: string | null;
    lastCategory5On: string | null;
    certificateIssuedOn: string | null;
    certificateExpiresOn: string | null;
    acceptanceNeeded: boolean;
    status: 'pending' | 'active' | 'due' | 'overdue' | 'out-of-service' | 'retired';
    outOfServiceSince: string | null;
    outOfServiceReason: string | null;
    outOfServiceBy: 'owner' | 'city' | null;
    retiredOn: string | null;
    retiredReason: string | null;
    nextLookOn: string | null;
    importedLine: ColumnType<unknown, string | null | undefined, string | null>;
    registeredAt: string;
    version: Generated<number>;
    ownerAddress: ColumnType<unknown, string | null | undefined, string | null>;
  };
  'conveyance.cycle': {
    id: string;
    recordId: string;
    kind: 'acceptance' | 'annual';
    dueOn: string | null;
    status: 'open' | 'completed' | 'cancelled';
    openedAt: string;
    closedAt: string | null;
    lateFeeOn: string | null;
  };
  'conveyance.cycle_inspection': {
    cycleId: string;
    kind: 'acceptance' | 'annual' | 'category-1' | 'category-3' | 'category-5';
    inspectionId: string;
    passedOn: string | null;
    correctionsDueOn: string | null;
    correctionsNoticedOn: string | null;
  };
  'conveyance.import': {
    id: string;
    status: 'receiving' | 'waiting' | 'loading' | 'done' | 'refused';
    fileName: string;
    fileKey: string | null;
    problem: string | null;
    unknownColumns: Generated<string[]>;
    uploadedBy: string;
    uploadedAt: string;
    finishedAt: string | null;
    lines: Generated<number>;
    added: Generated<number>;
    changed: Generated<number>;
    unchanged: Generated<number>;
    refused: Generated<number>;
    missingColumns: Generated<string[]>;
  };
  'conveyance.import_line': {
    importId: string;
    stateKey: string;
    line: number;
  };
  'conveyance.import_problem': {
    importId: string;
    line: number;
    position: number;
    columnName: string | null;
    detail: string;
  };
  'conveyance.overdue_notice': {
    cycleId: string;
    days: number;
    toldOn: string;
  };
  'inspections.absence': {
    id: string;
    inspectorId: string;
    fromDate: string;
    toDate: string;
    fromMinute: Generated<number>;
    toMinute: Generated<number>;
    reason: string | null;
    createdAt: string;
    cancelledAt: string | null;
  };
  'inspections.appointment': {
    inspectionId: string;
    inspectorId: string;
    date: string;
    startMinute: number;
    endMinute: number;
    status: 'booked' | 'done' | 'missed' | 'cancelled';
    sequence: Generated<number>;
    contactName: string | null;
    contactPhone: string | null;
    note: string | null;
    district: string | null;
    zip: string | null;
    latitude: number | null;
    longitude: number | null;
    bookedBy: string | null;
    bookedAt: string;
    changedAt: string;
    stopOrder: number | null;
    windowFromMinute: number | null;
    windowToMinute: number | null;
    remindedFor: string | null;
  };
  'inspections.booking_hold': {
    recordId: string;
    source: string;
    code: string;
    reason: string;
    since: string;
  };
  'inspections.calendar_feed': {
    accountId: string;
    tokenHash: string;
    createdAt: string;
  };
  'inspections.correction': {
    id: string;
    inspectionId: string;
    position: number;
    text: string;
    codeReference: string | null;
    attachmentId: string | null;
    carriedFromId: string | null;
    status: 'open' | 'resolved';
    foundAt: string;
    resolvedAt: string | null;
  };
  'inspections.disruption': {
    id: string;
    inspectionId: string;
    inspectorId: string;
    cause: 'unfinished' | 'absence';
    date: string;
    startMinute: number;
    outcome: 'reassigned' | 'moved' | 'to-book-again';
    newDate: string | null;
    newStartMinute: number | null;
    notedAt: string;
    settledAt: string | null;
    settledBy: string | null;
  };
  'inspections.inspection': {
    id: string;
    recordId: string;
    recordNumber: string;
    typeCode: string;
    typeName: string;
    discipline: string;
    sequence: number;
    required: boolean;
    attempt: Generated<number>;
    repeatsId: string | null;
    status: 'not-ready' | 'ready' | 'scheduled' | 'passed' | 'failed' | 'cancelled';
    openedAt: string;
    outcome: 'approved' | 'partial' | 'corrections-required' | 'no-access' | 'not-ready' | null;
    comments: string | null;
    attachmentIds: Generated<string[]>;
    resultAt: string | null;
    inspectorId: string | null;
    version: Generated<number>;
  };
  'inspections.inspector': {
    id: string;
    accountId: string;
    name: string;
    phone: string;
    disciplines: string[];
    districts: Generated<string[]>;
    callFromMinute: number;
    callToMinute: number;
    dayCapacity: number;
    active: Generated<boolean>;
    createdAt: string;
    version: Generated<number>;
  };
  'notifications.delivery': {
    id: string;
    notificationId: string;
    number: number;
    state: 'queued' | 'sent' | 'failed' | 'not-sent';
    reason: string | null;
    address: string | null;
    tries: Generated<number>;
    lastError: string | null;
    queuedAt: string;
    nextTryAt: string | null;
    endedAt: string | null;
    requestedBy: string | null;
  };
  'notifications.notification': {
    id: string;
    recipientId: string | null;
    eventId: string;
    kind: string;
    topic: string;
    recordId: string | null;
    recordNumber: string | null;
    subject: string;
    bodyText: string;
    bodyHtml: string;
    link: string;
    address: string | null;
    secret: ColumnType<unknown, string | null | undefined, string | null>;
    attachments: ColumnType<unknown, string | undefined, string>;
    occurredAt: string;
    createdAt: string;
    readAt: string | null;
    recipientName: string | null;
    postalAddress: string | null;
  };
  'notifications.preference': {
    accountId: string;
    topic: string;
    byMail: boolean;
  };
  'payments.cart_item': {
    accountId: string;
    feeId: string;
    addedAt: string;
  };
  'payments.checkout': {
    id: string;
    accountId: string;
    idempotencyKey: string | null;
    provider: 'sandbox' | 'stripe';
    status: 'open' | 'paid' | 'expired' | 'cancelled';
    totalCents: number;
    session: string | null;
    redirectUrl: string | null;
    openedAt: string;
    expiresAt: string;
    processingSince: string | null;
    askedAt: string | null;
    endedAt: string | null;
    endReason: string | null;
  };
  'payments.checkout_item': {
    checkoutId: string;
    feeId: string;
    amountCents: number;
    holds: boolean;
  };
  'payments.fee': {
    id: string;
    lineNumber: GeneratedAlways<string>;
    recordId: string;
    recordNumber: string;
    kind: 'charge' | 'void' | 'waiver' | 'credit' | 'credit-return';
    origin: 'schedule' | 'staff';
    code: string;
    description: string;
    basis: string;
    amountCents: number;
    due: 'at-application' | 'before-issuance' | 'at-once';
    status: 'due' | 'reserved' | 'paid' | 'void' | 'refunded' | null;
    adjustsId: string | null;
    reversesId: string | null;
    sourceId: string | null;
    supersededAt: string | null;
    reason: string | null;
    assessedAt: string;
    assessedBy: string | null;
  };
  'payments.fee_schedule': {
    version: number;
    status: 'draft' | 'published';
    effectiveOn: string | null;
    note: string;
    schedule: Json;
    revision: Generated<number>;
    createdAt: string;
    publishedAt: string | null;
  };
  'payments.payment': {
    id: string;
    receiptNumber: string;
    accountId: string | null;
    payerName: string | null;
    method: 'online' | 'cash' | 'check';
    provider: 'sandbox' | 'stripe' | null;
    providerReference: string | null;
    checkoutId: string | null;
    checkNumber: string | null;
    receivedCents: number;
    tenderedCents: number | null;
    changeCents: number | null;
    refundedCents: Generated<number>;
    receivedAt: string;
    receivedOn: string;
    receivedBy: string | null;
  };
  'payments.payment_item': {
    feeId: string;
    paymentId: string;
    recordId: string;
    recordNumber: string;
    code: string;
    description: string;
    amountCents: number;
    refundedCents: Generated<number>;
  };
  'payments.provider_event': {
    provider: 'sandbox' | 'stripe';
    eventId: string;
    type: string;
    facts: Json;
    occurredAt: string;
    receivedAt: string;
    handledAt: string | null;
    outcome: string | null;
  };
  'payments.provider_notice': {
    id: string;
    provider: 'sandbox' | 'stripe';
    kind: 'dispute' | 'refund-made-at-provider';
    reference: string;
    paymentId: string;
    amountCents: number;
    status: string;
    detail: string | null;
    notedAt: string;
    changedAt: string;
  };
  'payments.refund': {
    id: string;
    paymentId: string;
    amountCents: number;
    method: 'provider' | 'cash' | 'check';
    status: 'pending' | 'succeeded' | 'failed';
    automatic: boolean;
    attempt: Generated<number>;
    reason: string;
    checkNumber: string | null;
    providerReference: string | null;
    failure: string | null;
    requestedAt: string;
    requestedBy: string | null;
    settledAt: string | null;
    settledOn: string | null;
    settledBy: string | null;
  };
  'payments.refund_item': {
    refundId: string;
    feeId: string;
    creditId: string | null;
    amountCents: number;
  };
  'payments.refund_request': {
    id: string;
    paymentId: string;
    receiptNumber: string;
    recordId: string;
    status: 'requested' | 'approved' | 'rejected';
    amountCents: number;
    method: 'provider' | 'cash' | 'check';
    checkNumber: string | null;
    reason: string;
    lines: Json;
    requestedAt: string;
    requestedBy: string;
    decidedAt: string | null;
    decidedBy: string | null;
    comments: string | null;
  };
  'permits.named_contractor': {
    recordId: string;
    contractorNumber: string;
    contractorRecordId: string;
    namedAt: string;
    disavowedAt: string | null;
  };
  'permits.permit': {
    recordId: string;
    number: string;
    applicantId: string;
    typeCode: string;
    typeVersionId: string;
    status:
      | 'draft'
      | 'submitted'
      | 'in-review'
      | 'corrections-required'
      | 'approved'
      | 'issued'
      | 'finaled'
      | 'returned'
      | 'withdrawn'
      | 'denied'
      | 'expired'
      | 'revoked';
    description: string;
    valuationCents: string;
    answers: Json;
    feeScheduleVersion: number | null;
    createdAt: string;
    submittedAt: string | null;
    correctionsAt: string | null;
    correctedAt: string | null;
    approvedAt: string | null;
    issuedAt: string | null;
    issuedOn: string | null;
    expiresOn: string | null;
    fixedTerm: Generated<boolean>;
    inspected: Generated<boolean>;
    large: Generated<boolean>;
    extendedOn: string | null;
    remindedFor: string | null;
    pickedUpAt: string | null;
    pickedUpBy: string | null;
    closedAt: string | null;
    reason: string | null;
    suggestedType: string | null;
    version: Generated<number>;
    derivedAnswers: Generated<string[]>;
    waivers: Generated<string[]>;
  };
  'permits.permit_type': {
    code: string;
    position: GeneratedAlways<number>;
    retiredOn: string | null;
  };
  'permits.permit_type_version': {
    id: string;
    code: string;
    version: number;
    status: 'draft' | 'published';
    effectiveOn: string | null;
    definition: Json;
    words: ColumnType<unknown, string | null | undefined, string | null>;
    revision: Generated<number>;
    createdAt: string;
    publishedAt: string | null;
  };
  'permits.vocabulary_word': {
    kind: 'category' | 'discipline' | 'document-type' | 'inspection-type' | 'counter-reason';
    code: string;
    meaning: Json;
    position: number;
  };
  'platform.audit_entry': {
    id: string;
    at: string;
    actorId: string | null;
    action: string;
    subject: string;
    recordId: string | null;
    before: ColumnType<unknown, string | null | undefined, string | null>;
    after: ColumnType<unknown, string | null | undefined, string | null>;
    requestId: string | null;
  };
  'platform.data_key': {
    id: string;
    since: string;
    leftAt: string | null;
  };
  'platform.event': {
    id: string;
    type: string;
    facts: Json;
    occurredAt: string;
    actorId: string | null;
    requestId: string | null;
  };
  'platform.event_handled': {
    eventId: string;
    listener: string;
    handledAt: string;
  };
  'platform.idempotency_key': {
    scope: string;
    key: string;
    requestHash: string;
    lockedAt: string;
    status: number | null;
    headers: ColumnType<unknown, string | null | undefined, string | null>;
    body: ColumnType<unknown, string | null | undefined, string | null>;
    createdAt: string;
  };
  'platform.job_run': {
    id: string;
    job: string;
    dueAt: string;
    queuedAt: string;
    requestedBy: string | null;
    attempts: Generated<number>;
    startedAt: string | null;
    finishedAt: string | null;
    outcome: 'done' | 'failed' | null;
    detail: string | null;
  };
  'platform.job_schedule': {
    job: string;
    lastDueAt: string;
  };
  'platform.rate_limit': {
    key: string;
    hits: number;
    resetsAt: string;
  };
  'platform.worker': {
    pool: string;
    seenAt: string;
  };
  'records.attachment': {
    id: string;
    recordId: string;
    familyId: string;
    version: number;
    documentType: string;
    fileName: string;
    contentType: string;
    sizeBytes: number;
    sha256: string;
    fileKey: string;
    reviewId: string | null;
    visibility: string;
    uploadedBy: string | null;
    uploadedAt: string;
    scan: 'pending' | 'clean' | 'infected' | 'not-scanned';
    scanSignature: string | null;
    deletedAt: string | null;
    deletedBy: string | null;
    role: string | null;
  };
  'records.attachment_file': {
    key: string;
    reservedAt: string;
    attachmentId: string | null;
  };
  'records.follow_up': {
    id: string;
    recordId: string;
    kind: string;
    key: string;
    summary: string;
    role: 'permit-technician' | 'plan-reviewer' | 'inspector' | 'cashier' | 'code-officer' | 'administrator';
    accountId: string | null;
    notificationId: string | null;
    raisedAt: string;
    dueOn: string;
    ownerId: string | null;
    settledAt: string | null;
    settledBy: string | null;
    settlement: 'delivered' | 'read' | 'acted' | 'called' | 'mailed' | 'not-needed' | null;
    note: string | null;
  };
  'records.invitation': {
    id: string;
    recordId: string;
    email: string;
    relation: 'owner' | 'linked';
    note: string | null;
    status: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'replaced';
    invitedBy: string;
    invitedAt: string;
    expiresAt: string;
    endedAt: string | null;
    acceptedBy: string | null;
    managesVisits: Generated<boolean>;
  };
  'records.issued_paper': {
    id: string;
    recordId: string;
    kind: string;
    series: string;
    edition: number;
    verificationCode: string;
    snapshot: Json;
    issuedAt: string;
  };
  'records.note': {
    id: string;
    recordId: string;
    authorId: string;
    text: string;
    writtenAt: string;
  };
  'records.outstanding': {
    recordId: string;
    kind: string;
    code: string;
    position: number;
    label: string;
    waitingOn: 'applicant' | 'contractor' | 'city';
    role: string | null;
    since: string;
    dueOn: string | null;
    amountCents: string | null;
    action: ColumnType<unknown, string | null | undefined, string | null>;
  };
  'records.party': {
    id: string;
    recordId: string;
    accountId: string;
    relation: 'owner' | 'linked';
    source: string;
    since: string;
    managesVisits: Generated<boolean>;
  };
  'records.project': {
    recordId: string;
    name: string;
    status: 'open' | 'complete' | 'closed';
  };
  'records.project_record': {
    recordId: string;
    kind: string;
    projectId: string;
    addedBy: string;
    addedAt: string;
  };
  'records.record': {
    id: string;
    number: string;
    kind: string;
    typeCode: string;
    typeName: string;
    category: string | null;
    status: string;
    statusLabel: string;
    address: ColumnType<unknown, string | null | undefined, string | null>;
    description: string | null;
    contractorName: string | null;
    isPublic: boolean;
    openedAt: string;
    openedOn: string;
    issuedOn: string | null;
    expiresOn: string | null;
    closedAt: string | null;
    feesDueCents: Generated<number>;
    nextStepActor: 'applicant' | 'contractor' | 'city' | 'none';
    nextStepLabel: string;
    nextStepSince: string;
    waitingSince: string;
    secondsWithCity: Generated<number>;
    secondsWithApplicant: Generated<number>;
    lastWithCityAt: string | null;
    searchText: Generated<string>;
    version: Generated<number>;
    searchDocument: GeneratedAlways<string | null>;
    addressText: GeneratedAlways<string | null>;
    contractorText: GeneratedAlways<string | null>;
    nextStepRole: 'permit-technician' | 'plan-reviewer' | 'inspector' | 'cashier' | 'code-officer' | 'administrator' | null;
    nextStepDueOn: string | null;
    ownerId: string | null;
    nextStepAction: ColumnType<unknown, string | null | undefined, string | null>;
  };
  'records.record_event': {
    id: string;
    recordId: string;
    type: string;
    summary: string;
    visibility: 'public' | 'parties' | 'owners' | 'staff';
    details: ColumnType<unknown, string | null | undefined, string | null>;
    actorId: string | null;
    occurredAt: string;
  };
  'records.related': {
    recordId: string;
    relatedId: string;
    relation: string;
    since: string;
  };
  'records.revoked_paper': {
    paperId: string;
    revokedAt: string;
  };
  'records.search_word': {
    word: string;
  };
  'reviews.comment_response': {
    id: string;
    commentId: string;
    accountId: string;
    text: string;
    respondedAt: string;
  };
  'reviews.review': {
    id: string;
    recordId: string;
    recordNumber: string;
    cycle: number;
    position: number;
    discipline: string;
    disciplineName: string;
    businessDays: number;
    status: 'pending' | 'approved' | 'approved-with-conditions' | 'corrections-required' | 'not-applicable' | 'cancelled';
    reviewerId: string | null;
    openedAt: string;
    dueOn: string;
    decidedAt: string | null;
    applicantActedAt: string | null;
    revisedAt: string | null;
    version: Generated<number>;
  };
  'reviews.review_comment': {
    id: string;
    reviewId: string;
    position: number;
    kind: 'correction' | 'condition' | 'note';
    text: string;
    codeReference: string | null;
    attachmentId: string | null;
    page: number | null;
    status: 'open' | 'closed';
    createdAt: string;
    closedAt: string | null;
    closedBy: string | null;
  };
  'reviews.review_cycle': {
    recordId: string;
    cycle: number;
    openedAt: string;
    closedAt: string | null;
    outcome: 'approved' | 'corrections-required' | 'cancelled' | null;
  };
  'sandbox_provider.event': {
    id: string;
    body: string;
    createdAt: string;
    deliveredAt: string | null;
  };
  'sandbox_provider.payment': {
    id: string;
    sessionId: string;
    amountCents: number;
    paidAt: string;
  };
  'sandbox_provider.refund': {
    id: string;
    idempotencyKey: string;
    paymentId: string;
    amountCents: number;
    createdAt: string;
  };
  'sandbox_provider.session': {
    id: string;
    idempotencyKey: string;
    clientReference: string;
    merchant: string;
    lines: Json;
    amountCents: number;
    status: 'open' | 'complete' | 'expired';
    returnUrl: string;
    createdAt: string;
    expiresAt: string;
  };
  'sandbox_provider.signing_secret': {
    single: Generated<boolean>;
    secret: string;
  };
}
