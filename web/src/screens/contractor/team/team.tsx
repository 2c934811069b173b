import { useQueryClient, useSuspenseQueries } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { dayOf, moment } from '../../../format/dates';
import { useAccount } from '../../../session/use-account';
import { registrationQuery, teamQuery } from '../contractor.queries';
import { Frame, isManager } from '../frame';
import { Invite } from './invite';

type Member = Shape<'ContractorMemberDto'>;

/** Who acts for the contractor, who was asked to, and what each may do. */
export default function Team() {
  const { number = '' } = useParams();
  const account = useAccount();
  const client = useQueryClient();
  const [{ data: contractor }, { data: team }] = useSuspenseQueries({ queries: [registrationQuery(number), teamQuery(number)] });
  const manages = isManager(contractor, account?.id);
  const changed = () => client.invalidateQueries({ queryKey: ['record', number] });
  return (
    <Frame contractor={contractor} part="Team" lead="Everybody here sees the contractor’s records and the permits that name it.">
      <ul className="rows">
        {team.members.map((member) => (
          <li key={member.id}>
            <div className="rows__what">
              <p>
                <strong>{member.name}</strong>
                {member.id === account?.id && ' (you)'}
              </p>
              <p>{member.email}</p>
              <p className="muted">
                {member.role === 'manager' ? 'Manager' : 'Member'} since {dayOf(member.since)}
              </p>
            </div>
            <MemberActions number={number} member={member} isMe={member.id === account?.id} manages={manages} onChanged={changed} />
          </li>
        ))}
      </ul>
      {team.invitations.length > 0 && <Invitations number={number} invitations={team.invitations} onChanged={changed} />}
      {manages ? <Invite number={number} onInvited={changed} /> : <p>Managers invite people and renew the registration.</p>}
    </Frame>
  );
}

interface MemberActionsProps {
  number: string;
  member: Member;
  isMe: boolean;
  manages: boolean;
  onChanged: () => Promise<void>;
}

function MemberActions({ number, member: { id, name, role }, isMe, manages, onChanged }: MemberActionsProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = { number, accountId: id };
  const changeRole = async () => {
    const body = { role: role === 'manager' ? ('member' as const) : ('manager' as const) };
    await answer(api.PATCH('/v1/contractors/{number}/members/{accountId}', { params: { path }, body }));
    await onChanged();
  };
  const remove = async () => {
    await answer(api.DELETE('/v1/contractors/{number}/members/{accountId}', { params: { path } }));
    if (!isMe) return onChanged();
    await navigate('/dashboard');
    await client.invalidateQueries();
  };
  return (
    <div className="actions">
      {manages && (
        <ActionButton look="unstyled" act={changeRole} done={`${name} has another role now.`} about={`: ${name}`}>
          {role === 'manager' ? 'Make a member' : 'Make a manager'}
        </ActionButton>
      )}
      {(manages || isMe) && (
        <ActionButton
          look="unstyled"
          act={remove}
          done={isMe ? 'You do not act for it any more.' : `${name} does not act for it any more.`}
          confirm={
            isMe
              ? { question: 'Leave the team? Its records and permits are closed to you at once.', yes: 'Yes, leave' }
              : { question: `Remove ${name}? The contractor’s records and permits are closed to them at once.`, yes: 'Yes, remove' }
          }
          about={isMe ? undefined : `: ${name}`}
        >
          {isMe ? 'Leave the team' : 'Remove'}
        </ActionButton>
      )}
    </div>
  );
}

interface InvitationsProps {
  number: string;
  invitations: readonly Shape<'ContractorInvitationDto'>[];
  onChanged: () => Promise<void>;
}

function Invitations({ number, invitations, onChanged }: InvitationsProps) {
  const withdraw = async (id: string) => {
    await answer(api.DELETE('/v1/contractors/{number}/invitations/{id}', { params: { path: { number, id } } }));
    await onChanged();
  };
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">Invited, and not here yet</h2>
      <ul className="rows">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <div className="rows__what">
              <p>
                <strong>{email}</strong>
              </p>
              <p className="muted">
                As a {role}; the link is good until {moment(expiresAt)}
              </p>
            </div>
            <ActionButton look="unstyled" act={() => withdraw(id)} done={`The invitation to ${email} is withdrawn.`} about={`to ${email}`}>
              Withdraw the invitation
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
