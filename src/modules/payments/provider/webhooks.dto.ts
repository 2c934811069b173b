export class WebhookReceivedDto {
  /** The event is stored; it need not be sent again. @example true */
  received: true;
}
