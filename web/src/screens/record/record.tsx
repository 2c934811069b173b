import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Outlet, useLocation, useParams } from 'react-router';
import { Busy } from '../../components/busy';
import { StatusTag } from '../../components/status-tag';
import { recordQuery } from './record.queries';
import { Tabs } from './tabs';
import './record.css';

/** Around every page of a record: which one it is, how it stands, and the ways to its parts. */
export default function Record() {
  const number = useParams().number!;
  const { pathname } = useLocation();
  const { data: record } = useSuspenseQuery(recordQuery(number));
  return (
    <div>
      <div>
        <p className="record__what">
          {record.typeName}
          {record.address && `, ${record.address.line1}`} <StatusTag status={record.status} label={record.statusLabel} />
        </p>
        {record.relation !== null && <Tabs record={record} />}
      </div>
      <Suspense key={pathname} fallback={<Busy />}>
        <Outlet />
      </Suspense>
    </div>
  );
}
