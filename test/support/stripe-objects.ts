/** Objects as Stripe sends them, with all their fields: those that the portal does not read are there to show that it does not. */
export interface StripeObject {
  id: string;
  object: string;
  [field: string]: unknown;
}

export function sessionObject(given: {
  id: string;
  amount: number;
  created: number;
  expiresAt: number;
  clientReference: string;
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
}): StripeObject {
  return {
    id: given.id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: given.amount,
    amount_total: given.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    branding_settings: {
      background_color: '#ffffff',
      border_style: 'rounded',
      button_color: '#0074d4',
      display_name: '',
      font_family: 'default',
      icon: null,
      logo: null,
    },
    cancel_url: given.cancelUrl,
    client_reference_id: given.clientReference,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: given.created,
    currency: 'usd',
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: {
      address: { city: 'Fairview', country: 'US', line1: '123 Maple Street', line2: null, postal_code: '60501', state: 'IL' },
      business_name: null,
      email: 'payer@example.com',
      individual_name: null,
      name: 'Demo Payer',
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    customer_email: null,
    discounts: [],
    expires_at: given.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: null,
    managed_payments: { enabled: false },
    metadata: given.metadata,
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: { id: 'pmc_1', parent: null },
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card', 'us_bank_account'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    presentment_details: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: 'pay',
    subscription: null,
    success_url: given.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `https://checkout.stripe.com/c/pay/${given.id}`,
    wallet_options: null,
  };
}

export function intentObject(given: {
  id: string;
  amount: number;
  status: string;
  created: number;
  metadata: Record<string, string>;
}): StripeObject {
  return {
    id: given.id,
    object: 'payment_intent',
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: given.status === 'succeeded' ? given.amount : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${given.id}_secret_1`,
    confirmation_method: 'automatic',
    created: given.created,
    currency: 'usd',
    customer: null,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: 'pm_1',
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card', 'us_bank_account'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: given.status,
    transfer_data: null,
    transfer_group: null,
  };
}

export function chargeObject(given: {
  id: string;
  paymentIntent: string;
  amount: number;
  created: number;
  metadata: Record<string, string>;
}): StripeObject {
  return {
    id: given.id,
    object: 'charge',
    amount: given.amount,
    amount_captured: given.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: 'txn_1',
    billing_details: {
      address: { city: 'Fairview', country: 'US', line1: '123 Maple Street', line2: null, postal_code: '60501', state: 'IL' },
      email: 'payer@example.com',
      name: 'Demo Payer',
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'FRONTCOUNTER',
    captured: true,
    created: given.created,
    currency: 'usd',
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: given.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 2,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: given.paymentIntent,
    payment_method: 'pm_1',
    payment_method_details: {
      card: {
        amount_authorized: given.amount,
        brand: 'visa',
        checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' },
        country: 'US',
        exp_month: 12,
        exp_year: 2034,
        fingerprint: 'Xt5EWLLDS7FJjR1c',
        funding: 'credit',
        last4: '4242',
        network: 'visa',
        wallet: null,
      },
      type: 'card',
    },
    receipt_email: null,
    receipt_number: null,
    receipt_url: 'https://pay.stripe.com/receipts/payment/1',
    refunded: false,
    review: null,
    shipping: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

export function refundObject(given: {
  id: string;
  charge: string;
  paymentIntent: string;
  amount: number;
  status: string;
  created: number;
  metadata: Record<string, string>;
}): StripeObject {
  return {
    id: given.id,
    object: 'refund',
    amount: given.amount,
    balance_transaction: 'txn_2',
    charge: given.charge,
    created: given.created,
    currency: 'usd',
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: given.metadata,
    payment_intent: given.paymentIntent,
    payment_method: 'pm_1',
    reason: 'requested_by_customer',
    receipt_number: null,
    source_transfer_reversal: null,
    status: given.status,
    transfer_reversal: null,
  };
}

export function disputeObject(given: {
  id: string;
  charge: string;
  payment_intent: string;
  amount: number;
  status: string;
  created: number;
}): StripeObject {
  return {
    ...given,
    object: 'dispute',
    balance_transactions: [],
    currency: 'usd',
    enhanced_eligibility_types: [],
    evidence: { access_activity_log: null, billing_address: null, customer_name: 'Demo Payer', uncategorized_text: null },
    evidence_details: {
      due_by: given.created + 604_800,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: true,
    livemode: false,
    metadata: {},
    payment_method_details: { card: { brand: 'visa', case_type: 'chargeback', network_reason_code: '83' }, type: 'card' },
    reason: 'fraudulent',
  };
}

export function eventObject(given: { id: string; type: string; object: StripeObject; created: number; apiVersion: string }): StripeObject {
  return {
    id: given.id,
    object: 'event',
    api_version: given.apiVersion,
    created: given.created,
    data: { object: given.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: given.type,
  };
}

export function listObject(url: string, data: readonly StripeObject[], hasMore: boolean): StripeObject {
  return { object: 'list', url, has_more: hasMore, data } as unknown as StripeObject;
}
