export class WebhookReceivedDto {
  /** The event is stored; it need not be sent again. */
  received: true;
}
