import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { recordChanged } from '../record.queries';

/** Calls a visit off: always possible, never a fee, and the inspector is told. */
export function Cancel({ inspection: { id, recordNumber, typeName } }: { inspection: Shape<'InspectionDto'> }) {
  const client = useQueryClient();
  const cancel = async () => {
    await answer(api.DELETE('/v1/inspections/{id}/appointment', { params: { path: { id } } }));
    await recordChanged(client, recordNumber);
  };
  return (
    <ActionButton
      act={cancel}
      done={`The visit for ${typeName} is called off. The inspector has been told.`}
      confirm={{ question: 'Call this visit off? There is no fee, and you can book another day.', yes: 'Yes, cancel it' }}
    >
      Cancel the visit
    </ActionButton>
  );
}
