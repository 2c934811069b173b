import { expect, it } from '@jest/globals';
import { apiDocument, apiRoutes, resolved, type ApiAnswer, type ApiOperation } from '../support/contract.js';
import { plain } from '../support/examples.js';

const LINE =
  /^(?<id>\w+) (?<method>[A-Z]+) (?<path>[^ ?]+)(\?(?<query>\S+))? (?<who>\S+)( \{(?<body>.*?)\})? → (?<status>\d+)( (?<each>[[{])(?<fields>.*)[\]}])?$/;

/**
 * What front-end teams were promised, a line an operation: its name, method and address, who may call it, the fields of the body (`?` when they may be
 * left out), and the status and fields of the answer (`[…]` for each item of a list). What is named here never changes; more may come.
 */
const CONTRACT = `
registerAccount POST /accounts anyone {username,email,password,firstName,lastName,phone?} → 201
verifyEmail POST /accounts/email-verification anyone {token} → 204
getMyAccount GET /accounts/me signed-in → 200
updateMyAccount PATCH /accounts/me signed-in → 200
changePassword POST /accounts/me/password signed-in {currentPassword,newPassword} → 204
signIn POST /sessions anyone {profile,login,password,otp?} → 201 {accessToken,expiresInSeconds,refreshToken,account}
refreshSession POST /sessions/refresh anyone {refreshToken?} → 201 {accessToken,expiresInSeconds,refreshToken,account}
signOut DELETE /sessions/current anyone → 204
requestPasswordReset POST /password-resets anyone {profile,username?,email?} → 202
resetPassword POST /password-resets/confirmation anyone {token,newPassword} → 204
remindUsername POST /username-reminders anyone {profile,email} → 202
enrolSecondFactor POST /accounts/me/second-factor signed-in → 201
confirmSecondFactor POST /accounts/me/second-factor/confirmation signed-in → 201
listAccounts GET /admin/accounts administrator → 200 [id]
createStaffAccount POST /admin/accounts administrator → 201
updateStaffAccount PATCH /admin/accounts/{} administrator → 200
changeAccountEmail POST /admin/accounts/{}/email administrator → 200
disableAccount POST /admin/accounts/{}/disablement administrator → 200

getDashboard GET /dashboard signed-in → 200 {permits,projects,licenses,cases,activeInspections,cart,unreadNotifications}
searchRecords GET /records?q&kind&typeCode&status&address anyone → 200 [number,kind,typeCode,status]
getRecord GET /records/{} anyone → 200 {number,kind,typeCode,status}
listRecordEvents GET /records/{}/events signed-in → 200 [type]
linkRecord POST /record-links signed-in {kind,number} → 201 {id,number,kind,relation}
listRecordLinks GET /records/{}/links signed-in → 200 [id]
unlinkRecord DELETE /record-links/{} signed-in → 204
inviteToRecord POST /records/{}/invitations signed-in {email,relation?,note?} → 201 {id,email,relation,state,expiresAt,letter}
listRecordInvitations GET /records/{}/invitations signed-in → 200 [id,email,relation,state,expiresAt,acceptedBy,letter]
withdrawRecordInvitation DELETE /record-invitations/{} signed-in → 204
getRecordInvitation POST /record-invitations/preview anyone {token} → 200 {number,kind,typeName,relation,invitedBy,email,expiresAt}
acceptRecordInvitation POST /record-invitations/acceptance signed-in {token} → 201 {number,kind,relation}
declineRecordInvitation POST /record-invitations/refusal anyone {token} → 204
getProject GET /projects/{} signed-in → 200 {number,name,status,records,blockers,feesDueCents,openRecords}
addOwnRecordToProject POST /projects/{}/records signed-in {recordNumber} → 201 {number,records}
removeOwnRecordFromProject DELETE /projects/{}/records/{} signed-in → 204
createProject POST /admin/projects permit-technician {name,description,address?,ownerEmail?,ownerAccountId?} → 201 {number,name,status}
updateProject PATCH /admin/projects/{} permit-technician → 200 {number,name,status}
addRecordToProject POST /admin/projects/{}/records permit-technician {recordNumber} → 201 {number,records}
removeRecordFromProject DELETE /admin/projects/{}/records/{} permit-technician → 204
closeProject POST /admin/projects/{}/closure permit-technician → 200 {number,status}
uploadAttachment POST /records/{}/attachments signed-in → 201 {id,fileName,contentType,sizeBytes,sha256,documentType,version,scan}
listAttachments GET /records/{}/attachments signed-in → 200 [id,fileName,contentType,sizeBytes,sha256,documentType,version,scan]
downloadAttachment GET /attachments/{}/content signed-in → 200
deleteAttachment DELETE /attachments/{} signed-in → 204
listWorkQueue GET /admin/work-queue staff → 200 [number]
addRecordNote POST /admin/records/{}/notes staff → 201
exportRecords GET /admin/records/export staff → 200

listPermitTypes GET /permit-types?category&submission&q anyone → 200 [code,name,category,submission,form,documents,contractorClasses,reviewDisciplines,inspections,instantIssue,instructions]
getPermitType GET /permit-types/{} anyone → 200 {code,name,category,submission,form,documents,contractorClasses,reviewDisciplines,inspections,instantIssue,instructions}
estimateFees POST /fee-estimates anyone {permitType,valuationCents,answers?,address?} → 200 {lines,totalCents,scheduleVersion}
createPermit POST /permits signed-in {permitType,address,description,valuationCents,answers?,contractorNumbers?} → 201 {number,status}
updatePermit PATCH /permits/{} signed-in → 200 {number,status}
getPermit GET /permits/{} signed-in → 200 {number,status}
submitPermit POST /permits/{}/submission signed-in → 201 {number,status}
withdrawPermit POST /permits/{}/withdrawal signed-in → 201 {number,status}
resubmitPermit POST /permits/{}/resubmission signed-in → 201 {number,status}
getPermitRequirements GET /permits/{}/requirements signed-in → 200 {met,outstanding}
downloadPermit GET /permits/{}/document signed-in → 200
verifyDocument GET /verifications/{} anyone → 200 {valid,kind,number,status,address,issuedOn,expiresOn}
listReviews GET /records/{}/reviews signed-in → 200 [id,discipline,cycle,status,dueOn]
getReview GET /reviews/{} signed-in → 200 {discipline,cycle,status,dueOn,comments}
respondToReview POST /reviews/{}/responses signed-in {responses} → 201
recordReview POST /admin/reviews/{}/decision plan-reviewer {decision,comments?} → 201
returnPermit POST /admin/permits/{}/return permit-technician → 201
reclassifyPermit POST /admin/permits/{}/reclassification permit-technician → 201
denyPermit POST /admin/permits/{}/denial permit-technician → 201
extendPermit POST /admin/permits/{}/extension permit-technician → 201
revokePermit POST /admin/permits/{}/revocation permit-technician → 201
recordPickup POST /admin/permits/{}/pickup permit-technician → 201
createPermitType POST /admin/permit-types administrator → 201
publishPermitType POST /admin/permit-types/{}/publication administrator → 200
dryRunPermitType POST /admin/permit-types/{}/dry-run administrator → 200
publishFeeSchedule POST /admin/fee-schedules/{}/publication administrator → 200

listFees GET /records/{}/fees signed-in → 200 [id,code,description,amountCents,status]
getCart GET /cart signed-in → 200 {items,totalCents}
addToCart POST /cart/items signed-in {recordNumber} → 201 {items,totalCents}
removeFromCart POST /cart/removals signed-in {itemIds} → 200 {items,totalCents}
checkOut POST /checkouts signed-in → 201 {id,status,redirectUrl,totalCents,expiresAt}
getCheckout GET /checkouts/{} signed-in → 200 {id,status}
cancelCheckout DELETE /checkouts/{} signed-in → 200
listPayments GET /payments signed-in → 200 [id]
downloadReceipt GET /payments/{}/receipt signed-in → 200
receiveStripeEvent POST /webhooks/stripe anyone → 200
receiveSandboxEvent POST /webhooks/sandbox anyone → 200
assessFee POST /admin/records/{}/fees cashier → 201
voidFee POST /admin/fees/{}/void cashier → 201
recordCounterPayment POST /admin/counter-payments cashier → 201
refundPayment POST /admin/payments/{}/refunds cashier → 201
getReconciliation GET /admin/reconciliations/{} cashier → 200

listInspections GET /inspections?status signed-in → 200 [id,recordNumber,typeCode,typeName,status,appointment]
listRecordInspections GET /records/{}/inspections signed-in → 200 [id,recordNumber,typeCode,typeName,status,appointment]
getAvailability GET /inspections/{}/availability?from&to signed-in → 200
scheduleInspection PUT /inspections/{}/appointment signed-in {date,start,contactName?,contactPhone?,note?} → 200 {date,start,end,inspector,arrivalWindow}
cancelAppointment DELETE /inspections/{}/appointment signed-in → 204
downloadCalendar GET /inspections/{}/appointment.ics signed-in → 200
createCalendarFeed POST /calendar-feed signed-in → 201 {url}
deleteCalendarFeed DELETE /calendar-feed signed-in → 204
listInspectors GET /inspectors?discipline anyone → 200 [id,name,phone,disciplines,callFrom,callTo]
createInspector POST /admin/inspectors administrator {accountId,name?,phone,disciplines,districts?,callFrom?,callTo?,dayCapacity?} → 201
getInspectorDay GET /admin/inspectors/{}/days/{} inspector → 200 {inspectorId,date,planned,stops}
setInspectorAbsence POST /admin/inspectors/{}/absences inspector {fromOn,toOn,fromTime?,toTime?,reason?} → 201
reassignInspection POST /admin/inspections/{}/reassignment inspector {inspectorId,date?,start?} → 201
getInspectionBoard GET /admin/inspections/board?from&to staff → 200 {from,to,days,inspectors,waiting,results,pageUrl}
recordInspectionResult POST /admin/inspections/{}/result inspector {outcome,comments?,attachmentIds?,corrections?,resolvedCorrectionIds?} → 201
downloadCompletionCertificate GET /permits/{}/completion-certificate signed-in → 200

searchContractors GET /contractors?q&class anyone → 200 [number]
getContractor GET /contractors/{} anyone → 200 {number}
registerContractor POST /admin/contractors permit-technician {businessName,contactName,email,phone,address,classes,stateLicense?,insuranceExpiresOn,bondExpiresOn?,workersCompensationExpiresOn?,expiresOn} → 201 {number,status}
withdrawContractorCredential POST /admin/contractors/{}/credentials/{}/withdrawal permit-technician {reason} → 200 {number,credentials}
returnContractorPapers POST /admin/contractors/{}/papers/return permit-technician {reason} → 200 {number,papersSince}
suspendContractor POST /admin/contractors/{}/suspension permit-technician → 200
recordInsurance POST /admin/contractors/{}/insurance permit-technician → 201
applyAsContractor POST /contractor-applications anyone {businessName,contactName,email?,phone,address,classes,stateLicense?,insuranceExpiresOn,bondExpiresOn?,workersCompensationExpiresOn?} → 201 {number,status}
decideContractorApplication POST /admin/contractors/{}/decision permit-technician {decision,comments?,expiresOn?} → 201
listContractorApplications GET /admin/contractor-applications?status permit-technician → 200 [number,status,nextStep]
renewContractor POST /contractors/{}/renewals signed-in {credentials} → 201 {id,status}
listContractorRenewals GET /contractors/{}/renewals signed-in → 200 [id,status]
getContractorRenewal GET /contractors/{}/renewals/{} signed-in → 200 {id,status,late,expiresOn}
decideRenewal POST /admin/contractors/{}/renewals/{}/decision permit-technician {decision,comments?} → 201
listContractorMembers GET /contractors/{}/members signed-in → 200 {members,invitations}
inviteContractorMember POST /contractors/{}/invitations signed-in {email,role} → 201
getContractorInvitation POST /contractor-invitations/preview anyone {token} → 200 {number,businessName,role,email,signInToAccept}
acceptContractorInvitation POST /contractor-invitations/acceptance anyone {token} → 201
changeContractorMember PATCH /contractors/{}/members/{} signed-in {role} → 200
removeContractorMember DELETE /contractors/{}/members/{} signed-in → 204
reportConcern POST /code-cases anyone {category,address?,place?,text,contact?} → 201 {caseNumber,followUpCode,status}
listConcernCategories GET /concern-categories anyone → 200 [code,name,photo]
listMyConcerns GET /concerns signed-in → 200 [id,caseNumber,status,statusText]
getConcern GET /concerns/{} anyone → 200 {id,caseNumber,status,statusText,open}
addToConcern POST /concerns/{}/additions anyone {text} → 201
uploadConcernPhoto POST /concerns/{}/photos anyone → 201 {fileName,photoCount}
getCase GET /code-cases/{} signed-in → 200 {number,category,status,complyBy,visits,notices,respondents,responses,hearings,fines,answeredBy,nextStep}
claimCase POST /code-cases/claims signed-in {noticeNumber,code} → 201 {number,status}
respondToCase POST /code-cases/{}/responses signed-in {text,attachmentIds?} → 201 {number,status}
downloadNotice GET /code-cases/{}/notices/{}/document signed-in → 200
listCases GET /admin/code-cases?status&category&officerId&overdue&q code-officer → 200 [number,status,overdue]
openCase POST /admin/code-cases code-officer {category,address?,place?,apart?} → 201 {number,status}
assignCase POST /admin/code-cases/{}/assignment code-officer {officerId?} → 201 {number,status}
correctCasePlace PUT /admin/code-cases/{}/place code-officer {address?,place?,apart?} → 200 {number,place,address}
inspectCase POST /admin/code-cases/{}/inspections code-officer {violationFound,findings,visitedOn?,attachmentIds?} → 201 {number,status}
addRespondent POST /admin/code-cases/{}/respondents code-officer {name,capacity?,address,email?,accountId?} → 201 {number,status}
issueNotice POST /admin/code-cases/{}/notices code-officer {respondentId,violations,complyBy?,servedBy?,servedOn?} → 201 {number,status}
withdrawNotice POST /admin/code-cases/{}/notices/{}/withdrawal code-officer {reason} → 201 {number,status}
extendCompliance POST /admin/code-cases/{}/compliance-extension code-officer {complyBy,reason} → 201 {number,status}
reinspectCase POST /admin/code-cases/{}/reinspection code-officer {complied?,findings?} → 201 {number,status}
citeCase POST /admin/code-cases/{}/citation code-officer {reason,early?} → 201 {number,status}
scheduleHearing POST /admin/code-cases/{}/hearings code-officer {date,time?} → 201 {number,status}
recordHearingOrder POST /admin/code-cases/{}/hearings/order code-officer {finding,order} → 201 {number,status}
assessFine POST /admin/code-cases/{}/fines code-officer {perDayCents,days,basis} → 201 {number,status}
closeCase POST /admin/code-cases/{}/closure code-officer {reason,note?} → 201 {number,status}
reopenCase POST /admin/code-cases/{}/reopening code-officer {reason} → 201 {number,status}
listCaseConcerns GET /admin/code-cases/{}/concerns code-officer → 200 [id,text,reporter,attachmentIds]
separateConcern POST /admin/code-cases/{}/concerns/{}/separation code-officer {category?} → 201 {number,status}
joinCases POST /admin/code-cases/{}/joining code-officer {into} → 201 {number,status}

getBusinessCatalogue GET /business-catalogue anyone → 200 {entityTypes,activities,confirmation}
createBusinessRegistration POST /business-registrations signed-in → 201 {number,status}
listBusinessRegistrations GET /business-registrations?status signed-in → 200 [number,status,nextStep]
getBusinessRegistration GET /business-registrations/{} signed-in → 200 {number,status,business,location,ownersAndContacts,fees,outstanding,renewal,transfer,nextStep}
getBusinessRegistrationSteps GET /business-registrations/{}/steps signed-in → 200 {number,status,steps,complete,documents,fees,confirmation}
completeBusinessStep PUT /business-registrations/{}/steps/{} signed-in → 200 {number,status,steps,complete,documents,fees,confirmation}
submitBusinessRegistration POST /business-registrations/{}/submission signed-in → 201 {number,status}
renewBusinessRegistration POST /business-registrations/{}/renewals signed-in {business?,location?,ownersAndContacts?,confirmed,totalCents} → 201 {number,until,status,changes,reviews,inspected,late,fees}
closeBusinessRegistration POST /business-registrations/{}/closure signed-in {reason?} → 200 {number,status}
downloadBusinessCertificate GET /business-registrations/{}/certificate signed-in → 200
getBusinessConfidential GET /business-registrations/{}/confidential signed-in → 200 {fein,ibt}
offerBusinessTransfer POST /business-registrations/{}/transfer signed-in {email} → 201 {number,transfer}
cancelBusinessTransfer DELETE /business-registrations/{}/transfer signed-in → 204
acceptBusinessTransfer POST /business-transfers/acceptance signed-in {token,ownersAndContacts,legalName?,dbaName?} → 201 {number,status}
listAllBusinessRegistrations GET /admin/business-registrations?status&q&activity&expiresBefore permit-technician → 200 [number,status,nextStep]
correctBusinessRegistration PATCH /admin/business-registrations/{} permit-technician {reason} → 200 {number,status}
returnBusinessRegistration POST /admin/business-registrations/{}/return permit-technician {reason} → 200 {number,status}
denyBusinessRegistration POST /admin/business-registrations/{}/denial permit-technician {reason} → 200 {number,status}
revokeBusinessRegistration POST /admin/business-registrations/{}/revocation permit-technician {reason} → 200 {number,status}
closeBusinessRegistrationForOwner POST /admin/business-registrations/{}/closure permit-technician {reason} → 200 {number,status}

getConveyance GET /conveyances/{} signed-in → 200 {number,status}
downloadCertificate GET /conveyances/{}/certificate signed-in → 200
registerConveyance POST /admin/conveyances permit-technician → 201 {number,status}
updateConveyance PATCH /admin/conveyances/{} permit-technician → 200
transferConveyance POST /admin/conveyances/{}/transfer permit-technician → 200
listConveyances GET /admin/conveyances?q&type&status permit-technician → 200 [number,status]
listOverdueConveyances GET /admin/conveyances/overdue permit-technician → 200 [number,daysOverdue,missing]
takeConveyanceOutOfService POST /admin/conveyances/{}/out-of-service permit-technician {since?,reason} → 200
returnConveyanceToService POST /admin/conveyances/{}/return-to-service permit-technician → 200
importConveyances POST /admin/conveyances/imports permit-technician → 202 {id,status}
getConveyanceImport GET /admin/conveyances/imports/{} permit-technician → 200 {status,lines,added,changed,unchanged,refused,problems}
listNotifications GET /notifications signed-in → 200 [id]
markNotificationRead POST /notifications/{}/read signed-in → 200
resendNotification POST /notifications/{}/deliveries signed-in → 201
listFailedMessages GET /admin/failed-messages administrator → 200
getCity GET /city anyone → 200
searchAddresses GET /addresses?q&limit anyone → 200 [line1,line2,city,state,zip,parcelNumber,district,zone,historic,insideCity,latitude,longitude]
importParcels POST /admin/parcels/imports administrator → 202 {id,status,lines,added,changed,unchanged,refused,retired,problems}
listParcelImports GET /admin/parcels/imports administrator → 200 [id,status]
getParcelImport GET /admin/parcels/imports/{} administrator → 200 {id,status,lines,added,changed,unchanged,refused,retired,problems}
listParcels GET /admin/parcels staff → 200 [number,district,zone,historic,insideCity,addresses]
getParcel GET /admin/parcels/{} staff → 200 {number,district,zone,historic,insideCity,addresses}
addParcelAddress POST /admin/parcels permit-technician {parcelNumber,line1,line2?,city?,state?,zip,district?,zone?,historic?,insideCity?,latitude?,longitude?} → 201 {number,addresses}
updateParcel PATCH /admin/parcels/{} permit-technician → 200 {number,version}
retireParcel POST /admin/parcels/{}/retirement permit-technician {reason} → 200 {number,retiredAt}
retireParcelAddress DELETE /admin/parcels/{}/addresses/{} permit-technician → 200 {number,addresses}
sendFeedback POST /feedback anyone → 201
getFeedbackSummary GET /admin/feedback-summary staff → 200
listJobs GET /admin/jobs administrator → 200
runJob POST /admin/jobs/{}/runs administrator → 202
listAuditEntries GET /admin/audit-entries administrator → 200
listFailedEventHandlers GET /admin/event-handlers/failures administrator → 200
retryEventHandler POST /admin/event-handlers/failures/{}/retry administrator → 202
getHealth GET ~/health anyone → 200
getReadiness GET ~/ready anyone → 200
getMetrics GET ~/metrics anyone → 200`
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const { id, method, path, query, who, body, status, each, fields } = LINE.exec(line)!.groups!;
    return {
      id: id!,
      method: method!,
      path: path!,
      query: list(query, '&'),
      who: who!,
      body: list(body),
      status: status!,
      each: each === '[',
      fields: list(fields),
    };
  });

function list(names: string | undefined, separator = ','): string[] {
  return names?.split(separator).filter((name) => name !== '') ?? [];
}

const byId = new Map(apiRoutes.map((route) => [route.operation.operationId, route]));

it.each(CONTRACT.map((line) => [line.id, line] as const))('%s stands as promised', (id, promised) => {
  const route = byId.get(id);
  const address = promised.path.startsWith('~') ? promised.path.slice(1) : `/v1${promised.path}`;
  expect([route?.method.toUpperCase(), route?.path.replace(/\{\w+\}/g, '{}')]).toEqual([promised.method, address]);
  const { operation } = route!;
  expect(whoMay(operation)).toContain(promised.who);
  expect(operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)).toEqual(
    expect.arrayContaining(promised.query),
  );

  if (promised.body.length > 0) {
    const { properties = {}, required = [] } = plain(operation.requestBody!.content['application/json']!.schema);
    const named = promised.body.map((name) => name.replace('?', ''));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(named));
    expect([...required].sort()).toEqual(promised.body.filter((name) => !name.endsWith('?')).sort());
  }

  const answer = resolved<ApiAnswer>(operation.responses[promised.status] ?? { $ref: `#/no/answer/${promised.status}` });
  if (promised.fields.length === 0) return;
  const whole = plain(answer.content!['application/json']!.schema!);
  const told = promised.each ? plain(whole.items ?? whole.properties!.items!.items!) : whole;
  expect(Object.keys(told.properties!)).toEqual(expect.arrayContaining(promised.fields));
  expect(told.required).toEqual(expect.arrayContaining(promised.fields));
});

function whoMay(operation: ApiOperation): string[] {
  const access = operation['x-access'];
  const roles = operation['x-roles'] ?? [];
  return access === 'staff' && roles.length > 0 ? roles : [access];
}

/** Closed lists of words that programs compare with; the names are those of the schemas. */
const WORDS: [schema: string, field: string, words: string][] = [
  ['AccountDto', 'profile', 'public contractor staff'],
  ['SignInDto', 'profile', 'public contractor staff'],
  ['LinkRecordRequest', 'kind', 'permit project license'],
  ['RecordDto', 'kind', 'permit project license case'],
  ['NextStepDto', 'actor', 'applicant contractor city none'],
  ['PermitTypeDto', 'submission', 'online counter'],
  ['PermitTypeDocumentDto', 'phase', 'at-submission before-issuance'],
  ['FormFieldDto', 'type', 'boolean integer number text choice date money'],
  ['FeeEstimateLineDto', 'due', 'at-application before-issuance'],
  [
    'PermitDto',
    'status',
    'draft submitted in-review corrections-required approved issued finaled returned withdrawn denied expired revoked',
  ],
  [
    'BusinessRegistrationDto',
    'status',
    'draft in-review corrections-required approved active renewal-due lapsed returned denied closed revoked',
  ],
  ['BusinessStepStateDto', 'step', 'business location owners-and-contacts documents review-and-fees'],
  ['BusinessStepStateDto', 'state', 'not-started incomplete complete'],
  ['OutstandingRequirementDto', 'kind', 'review fee contractor document'],
  ['OutstandingRequirementDto', 'waitingOn', 'applicant contractor city'],
  ['ReviewDecisionRequest', 'decision', 'approved approved-with-conditions corrections-required not-applicable'],
  ['FeeDto', 'status', 'due reserved paid void refunded'],
  ['CheckoutDto', 'status', 'open paid expired cancelled'],
  ['InspectionDto', 'status', 'not-ready ready scheduled passed failed cancelled'],
  ['InspectionResultRequest', 'outcome', 'approved partial corrections-required no-access not-ready'],
];

it.each(WORDS)('%s.%s is one of the promised words', (schema, field, words) => {
  expect(plain(apiDocument.components.schemas[schema]!.properties![field]!).enum).toEqual(words.split(' ').sort());
});
