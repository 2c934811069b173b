import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnInvitations } from './own-invitations.js';
import { InvitationLetters } from './invitation-letters.js';
import { InvitationLinks } from './invitation-links.js';
import { Invitation } from './invitation.entity.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([Invitation]), AccountsModule, RecordsModule],
  controllers: [InvitationsController],
  providers: [OwnInvitations, InvitationsService, InvitationsQueries, InvitationLinks, InvitationLetters],
  exports: [InvitationsService, InvitationsQueries, InvitationLinks, InvitationLetters],
})
export class InvitationsModule {}
