import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { Confirm } from '../../../components/confirm';
import { say } from '../../../components/live-region';
import { recordChanged } from '../record.queries';

/** Calls a visit off: always possible, never a fee, and the inspector is told. */
export function Cancel({ inspection: { id, recordNumber, typeName } }: { inspection: Shape<'InspectionDto'> }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => answer(api.DELETE('/v1/inspections/{id}/appointment', { params: { path: { id } } })),
    onSuccess: async () => {
      await recordChanged(client, recordNumber);
      say(`The visit for ${typeName} is called off. The inspector has been told.`);
    },
  });
  return (
    <Confirm
      button="Cancel the visit"
      question="Call this visit off? There is no fee, and you can book another day."
      yes="Yes, cancel it"
      action={cancel}
    />
  );
}
