import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { cityQuery } from '../../api/queries';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { ProblemError } from '../../problems/problem';
import { emptyApplication, toCreate, type Application } from './application.rules';
import { Estimate } from './estimate';
import { permitTypeQuery } from '../../api/permit-types';
import { WorkFields } from './work-fields';
import './apply.css';

/** The beginning of an application: where, what and the questions of its type, with the fees beside as they are answered. */
export default function Apply() {
  const code = useParams().code!;
  const { data: type } = useSuspenseQuery(permitTypeQuery(code));
  return type.submission === 'counter' ? <Navigate to={`/permit-types/${code}`} replace /> : <Begin type={type} />;
}

function Begin({ type }: { type: Shape<'PermitTypeDto'> }) {
  const { data: city } = useSuspenseQuery(cityQuery);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [nearest, setNearest] = useState<Shape<'ListedAddressDto'>[]>();
  const send = async (application: Application, key: string) => {
    setNearest(undefined);
    try {
      return await answer(api.POST('/v1/permits', { params: { header: { 'Idempotency-Key': key } }, body: toCreate(type, application) }));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'city.address-not-in-list')
        setNearest(error.problem.nearest as Shape<'ListedAddressDto'>[]);
      throw error;
    }
  };
  return (
    <Page title={`Apply: ${type.name}`} over={type.categoryName} lead={type.instructions.replace(/^Apply online\.\s*/, '')} wide>
      <Form<Application, Shape<'PermitDto'>>
        name={`apply-${type.code}`}
        defaults={emptyApplication(type, city.counter.address, search.get('case') ?? '')}
        send={send}
        onSent={({ number }) => void navigate(`/records/${number}/application`, { replace: true })}
        button="Save and go on"
        beside={<Link to="/permit-finder">It is something else</Link>}
      >
        <div className="split">
          <div>
            <WorkFields type={type} derivedAnswers={fromParcel(type)} nearest={nearest} />
          </div>
          <div className="split__aside">
            <Estimate type={type} />
          </div>
        </div>
      </Form>
    </Page>
  );
}

/** What the city's list of parcels may answer is asked once the place is known, if the list does not tell. */
function fromParcel({ form }: Shape<'PermitTypeDto'>): string[] {
  return form.filter(({ derivedFrom }) => derivedFrom === 'parcel').map(({ name }) => name);
}
